import encompass


def test_the_public_surface_is_what_people_build_on() -> None:
    assert sorted(encompass.__all__) == [
        "Aborted",
        "AlreadyExists",
        "Answer",
        "Cancelled",
        "DeadlineExceeded",
        "Encompass",
        "EncompassError",
        "FailedPrecondition",
        "HelpLink",
        "Internal",
        "InvalidArgument",
        "NotFound",
        "OutOfRange",
        "PermissionDenied",
        "Playback",
        "Questionnaire",
        "ResourceExhausted",
        "Response",
        "Scene",
        "Script",
        "ScriptChange",
        "ScriptLength",
        "ScriptState",
        "Unauthenticated",
        "Unavailable",
        "Video",
        "VideoFormat",
        "VideoState",
        "Violation",
    ]
    assert all(hasattr(encompass, name) for name in encompass.__all__)
