"""Let the database itself refuse a session without an agreement in force (RS-2, D-24)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# In force at the moment that the session is written for: its start, or the change that resumes it.
# On PostgreSQL the agreement's row is locked, so that revoking it and connecting follow each other.
IN_FORCE = """
SELECT 1 FROM remote_remoteagreement
WHERE id = NEW.agreement_id AND system_id = NEW.system_id AND mode = NEW.mode
AND state = 'signed' AND valid_from <= {moment} AND valid_until > {moment}
"""
SQLITE_GUARD = """
CREATE TRIGGER {name} BEFORE {event} ON remote_remotesession
WHEN NEW.state = 'running' {when} AND NOT EXISTS ({found})
BEGIN SELECT RAISE(ABORT, 'no remote session without an agreement in force'); END
"""
SQLITE_LOG = """
CREATE TRIGGER remote_event_never_changed BEFORE UPDATE ON remote_sessionevent
BEGIN SELECT RAISE(ABORT, 'what happened in a session is never changed'); END
"""
SQLITE_EVIDENCE = """
CREATE TRIGGER remote_evidence_never_changed BEFORE UPDATE ON remote_signatureevidence
BEGIN SELECT RAISE(ABORT, 'the evidence of a signature is never changed'); END
"""
FORBID = {
    "sqlite": (
        SQLITE_GUARD.format(
            name="remote_session_starts_signed",
            event="INSERT",
            when="",
            found=IN_FORCE.format(moment="NEW.started_at"),
        ),
        SQLITE_GUARD.format(
            name="remote_session_resumes_signed",
            event="UPDATE",
            when="AND OLD.state <> 'running'",
            found=IN_FORCE.format(moment="NEW.changed_at"),
        ),
        SQLITE_LOG,
        SQLITE_EVIDENCE,
    ),
    "postgresql": (
        f"""
        CREATE FUNCTION remote_session_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
        IF NEW.state <> 'running' OR (TG_OP = 'UPDATE' AND OLD.state = 'running') THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'INSERT' THEN
            PERFORM 1 FROM ({IN_FORCE.format(moment="NEW.started_at")} FOR SHARE) AS found;
        ELSE
            PERFORM 1 FROM ({IN_FORCE.format(moment="NEW.changed_at")} FOR SHARE) AS found;
        END IF;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'no remote session without an agreement in force'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER remote_session_signed BEFORE INSERT OR UPDATE ON remote_remotesession
        FOR EACH ROW EXECUTE FUNCTION remote_session_guard()
        """,
        """
        CREATE FUNCTION remote_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'what was written down is never changed'
        USING ERRCODE = 'restrict_violation'; END $$
        """,
        """
        CREATE TRIGGER remote_event_kept BEFORE UPDATE ON remote_sessionevent
        FOR EACH ROW EXECUTE FUNCTION remote_refuse_change()
        """,
        """
        CREATE TRIGGER remote_evidence_kept BEFORE UPDATE ON remote_signatureevidence
        FOR EACH ROW EXECUTE FUNCTION remote_refuse_change()
        """,
    ),
}
ALLOW = {
    "sqlite": (
        "DROP TRIGGER remote_session_starts_signed",
        "DROP TRIGGER remote_session_resumes_signed",
        "DROP TRIGGER remote_event_never_changed",
        "DROP TRIGGER remote_evidence_never_changed",
    ),
    "postgresql": (
        "DROP TRIGGER remote_session_signed ON remote_remotesession",
        "DROP FUNCTION remote_session_guard()",
        "DROP TRIGGER remote_event_kept ON remote_sessionevent",
        "DROP TRIGGER remote_evidence_kept ON remote_signatureevidence",
        "DROP FUNCTION remote_refuse_change()",
    ),
}


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers."""
    for statement in FORBID[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them again."""
    for statement in ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Sessions that begin and go on under an agreement only."""

    dependencies = [("remote", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
