"""Makes accounts operators: `python -m services.auth.operators grant EMAIL`, and `revoke EMAIL`.

It reaches the databases as the services do, by ENCOMPASS_DB__…. Either takes effect with the account's next
access token: within ten minutes, or at the next sign-in.
"""

import asyncio
from typing import Annotated

import typer

from services.auth.adapters.directory import DirectoryIdentities
from services.auth.adapters.shard import ShardAccounts
from services.auth.errors import AccountNotFound
from services.auth.use_cases.roles import Roles
from services.kit.db.databases import open_databases
from services.kit.errors import DomainError
from services.kit.logging import configure_logging
from services.kit.roles import Role
from services.kit.settings import DbSettings, ProcessSettings, load_settings

app = typer.Typer(help="Makes accounts operators.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The address that the account signs in with.")]


class OperatorsSettings(ProcessSettings):
    """What this command needs."""

    service: str = "operators"
    db: DbSettings


@app.command()
def grant(email: Email) -> None:
    """Makes an account an operator."""
    _run(email, given=True)
    typer.echo(f"{email} is an operator from their next access token on")


@app.command()
def revoke(email: Email) -> None:
    """Makes an account an ordinary one again."""
    _run(email, given=False)
    typer.echo(f"{email} is no operator once their access token has expired")


def _run(email: str, *, given: bool) -> None:
    settings = load_settings(OperatorsSettings)
    configure_logging(settings.log, service=settings.service)
    try:
        asyncio.run(_change(settings, email, given=given))
    except AccountNotFound:
        typer.echo(f"Nobody has signed up as {email}.", err=True)
        raise typer.Exit(1) from None
    except DomainError as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(1) from None


async def _change(settings: OperatorsSettings, email: str, *, given: bool) -> None:
    async with open_databases(settings.db, application_name=settings.service) as databases:
        # Every way to a role goes through here, so that each change is logged.
        roles = Roles(DirectoryIdentities(databases.directory), ShardAccounts(databases.uow))
        await (roles.grant if given else roles.revoke)(email, Role.OPERATOR)


if __name__ == "__main__":
    app()
