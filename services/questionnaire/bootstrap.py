"""Wires the questionnaire service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from encompass.questionnaire.v1 import authoring_service_pb2_grpc, questionnaire_service_pb2_grpc

from services.kit.clock import Clock, SystemClock
from services.kit.db.databases import open_databases
from services.kit.grpc.server import GrpcService
from services.kit.jobs.erasure import eraser
from services.kit.process import running
from services.questionnaire.adapters.catalogue import WholeCatalogue
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.documents import load_catalogue
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.adapters.expired import ShardExpired
from services.questionnaire.adapters.manuscripts import DirectoryManuscripts
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.adapters.tallies import ShardTallies
from services.questionnaire.domain.visibility import Compiled
from services.questionnaire.handlers.authoring import AuthoringHandlers
from services.questionnaire.handlers.responses import QuestionnaireHandlers
from services.questionnaire.ports import Catalogue
from services.questionnaire.settings import QuestionnaireSettings
from services.questionnaire.use_cases.asking import AskedVersions
from services.questionnaire.use_cases.authoring import AuthoringUseCases
from services.questionnaire.use_cases.erasure import ResponseErasure
from services.questionnaire.use_cases.pruning import Pruner
from services.questionnaire.use_cases.responses import QuestionnaireUseCases

SERVICE_NAME = "encompass.questionnaire.v1.QuestionnaireService"
AUTHORING_SERVICE_NAME = "encompass.questionnaire.v1.AuthoringService"


@asynccontextmanager
async def bootstrap(
    settings: QuestionnaireSettings, *, catalogue: Catalogue | None = None, clock: Clock | None = None
) -> AsyncIterator[Sequence[GrpcService]]:
    """Opens what the service needs, and closes it in the end."""
    ours = catalogue or load_catalogue()
    now, conditions = clock or SystemClock(), CelConditions()
    async with open_databases(settings.db, application_name=settings.service) as databases:
        asked = AskedVersions(WholeCatalogue(ours, databases.directory), Compiled(conditions))
        responses = QuestionnaireHandlers(
            QuestionnaireUseCases(asked, SqlResponses(databases.uow), now),
        )
        authoring = AuthoringHandlers(
            AuthoringUseCases(
                DirectoryManuscripts(databases.directory),
                AuthorsDocuments(),
                ShardTallies(databases),
                conditions,
                now,
            )
        )
        pruner = Pruner(ShardExpired(databases.shards), SqlResponses(databases.uow), now)
        services = [
            GrpcService(
                SERVICE_NAME,
                lambda server: questionnaire_service_pb2_grpc.add_QuestionnaireServiceServicer_to_server(
                    responses, server
                ),
            ),
            GrpcService(
                AUTHORING_SERVICE_NAME,
                lambda server: authoring_service_pb2_grpc.add_AuthoringServiceServicer_to_server(
                    authoring, server
                ),
            ),
        ]
        erasure = eraser(
            settings.nats, "questionnaire", ResponseErasure(SqlResponses(databases.uow)), SystemClock()
        )
        async with running([pruner.run, erasure.run], drain_seconds=settings.drain_seconds):
            yield services
