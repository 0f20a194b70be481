"""The services that people and programs reach through the edge."""

from importlib import import_module

PUBLIC_DOMAINS = ("auth", "questionnaire", "script", "video", "media")


def public_services() -> tuple[str, ...]:
    """Full names of all of them; loads their contracts, so that reflection can describe them."""
    contracts = (
        import_module(f"encompass.{domain}.v1.{domain}_service_pb2").DESCRIPTOR for domain in PUBLIC_DOMAINS
    )
    return tuple(
        service.full_name for contract in contracts for service in contract.services_by_name.values()
    )
