CREATE EXTENSION IF NOT EXISTS vector;
CREATE TYPE procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION procrastinate_defer_jobs_v1(jobs procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
CREATE TABLE procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status procrastinate_job_status DEFAULT 'todo'::procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION procrastinate_finish_job_v1(job_id bigint, end_status procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE TABLE account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE api_idempotentcall (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    status smallint NOT NULL,
    answer bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT api_idempotentcall_status_check CHECK ((status >= 0))
);
ALTER TABLE api_idempotentcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME api_idempotentcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE assistant_answerpolicy (
    id bigint NOT NULL,
    topic character varying(60) NOT NULL,
    step character varying(12) NOT NULL
);
ALTER TABLE assistant_answerpolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME assistant_answerpolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE assistant_answertrace (
    id bigint NOT NULL,
    after_sequence integer NOT NULL,
    decision character varying(20) NOT NULL,
    reason character varying(40) NOT NULL,
    bank_version character varying(80) NOT NULL,
    data jsonb NOT NULL,
    milliseconds double precision NOT NULL,
    created_at timestamp with time zone NOT NULL,
    conversation_id uuid NOT NULL,
    message_id bigint,
    CONSTRAINT assistant_answertrace_after_sequence_check CHECK ((after_sequence >= 0))
);
ALTER TABLE assistant_answertrace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME assistant_answertrace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE assistant_evaluationline (
    id bigint NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    language character varying(35) NOT NULL,
    expect character varying(100)[] NOT NULL,
    verdict character varying(12) NOT NULL,
    is_mistake boolean NOT NULL,
    best character varying(100) NOT NULL,
    confidence double precision NOT NULL,
    decision character varying(20) NOT NULL,
    answered character varying(100) NOT NULL,
    got character varying(100) NOT NULL,
    offered character varying(100)[] NOT NULL,
    milliseconds double precision NOT NULL,
    run_id uuid NOT NULL,
    CONSTRAINT assistant_evaluationline_number_check CHECK ((number >= 0))
);
ALTER TABLE assistant_evaluationline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME assistant_evaluationline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE assistant_evaluationrun (
    id uuid NOT NULL,
    file_name character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    bank_version character varying(80) NOT NULL,
    engines character varying(40)[] NOT NULL,
    figures jsonb NOT NULL,
    by_language jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    worked_at timestamp with time zone,
    ended_at timestamp with time zone,
    started_by_id bigint,
    CONSTRAINT assistant_evaluationrun_done_check CHECK ((done >= 0)),
    CONSTRAINT assistant_evaluationrun_total_check CHECK ((total >= 0))
);
CREATE TABLE auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_extrahours (
    id bigint NOT NULL,
    date date NOT NULL,
    opens smallint NOT NULL,
    closes smallint NOT NULL,
    team_id bigint NOT NULL,
    CONSTRAINT calendars_extra_hours_in_order CHECK (((closes <= 1440) AND (opens >= 0) AND (opens < closes))),
    CONSTRAINT calendars_extrahours_closes_check CHECK ((closes >= 0)),
    CONSTRAINT calendars_extrahours_opens_check CHECK ((opens >= 0))
);
ALTER TABLE calendars_extrahours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_extrahours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_holiday (
    id bigint NOT NULL,
    date date NOT NULL,
    name character varying(100) NOT NULL,
    team_id bigint NOT NULL
);
ALTER TABLE calendars_holiday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_holiday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_plannedpause (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    countries character varying(2)[] NOT NULL,
    team_id bigint,
    CONSTRAINT calendars_pause_in_order CHECK ((ends_on >= starts_on))
);
ALTER TABLE calendars_plannedpause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_plannedpause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_publicholiday (
    id bigint NOT NULL,
    country character varying(2) NOT NULL,
    region character varying(40) NOT NULL,
    date date NOT NULL,
    name character varying(200) NOT NULL,
    is_worked boolean NOT NULL,
    team_id bigint NOT NULL
);
ALTER TABLE calendars_publicholiday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_publicholiday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_serviceinterval (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    opens smallint NOT NULL,
    closes smallint NOT NULL,
    team_id bigint NOT NULL,
    CONSTRAINT calendars_interval_in_order CHECK (((closes <= 1440) AND (opens >= 0) AND (opens < closes))),
    CONSTRAINT calendars_interval_weekday CHECK ((weekday <= 6)),
    CONSTRAINT calendars_serviceinterval_closes_check CHECK ((closes >= 0)),
    CONSTRAINT calendars_serviceinterval_opens_check CHECK ((opens >= 0)),
    CONSTRAINT calendars_serviceinterval_weekday_check CHECK ((weekday >= 0))
);
ALTER TABLE calendars_serviceinterval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_serviceinterval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE calendars_teamholidays (
    id bigint NOT NULL,
    country character varying(2) NOT NULL,
    region character varying(40) NOT NULL,
    team_id bigint NOT NULL
);
ALTER TABLE calendars_teamholidays ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME calendars_teamholidays_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE channels_channelaccount (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    name character varying(100) NOT NULL,
    is_active boolean NOT NULL
);
ALTER TABLE channels_channelaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME channels_channelaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_attachment (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    upload_id uuid NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT conversations_attachment_position_check CHECK (("position" >= 0))
);
ALTER TABLE conversations_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_conversation (
    id uuid NOT NULL,
    number character varying(8) NOT NULL,
    channel character varying(30) NOT NULL,
    external_id character varying(200) NOT NULL,
    language character varying(20) NOT NULL,
    page_language character varying(20) NOT NULL,
    time_zone character varying(50) NOT NULL,
    article character varying(100) NOT NULL,
    topic character varying(60) NOT NULL,
    owner character varying(10) NOT NULL,
    last_sequence integer NOT NULL,
    last_note_sequence integer NOT NULL,
    answered_sequence integer NOT NULL,
    episode integer NOT NULL,
    episode_from integer NOT NULL,
    assistant_from integer NOT NULL,
    seen_sequence integer NOT NULL,
    waiting_customer_since timestamp with time zone,
    reminded_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by character varying(80) NOT NULL,
    agent_id bigint,
    customer_id uuid NOT NULL,
    server_key_id uuid,
    team_id bigint,
    flow character varying(40) NOT NULL,
    flow_data jsonb NOT NULL,
    flow_step character varying(40) NOT NULL,
    order_id bigint,
    staff_languages character varying(20)[] NOT NULL,
    CONSTRAINT conversations_agent_owns CHECK ((((agent_id IS NOT NULL) AND ((owner)::text = 'agent'::text)) OR ((NOT ((owner)::text = 'agent'::text)) AND (agent_id IS NULL)))),
    CONSTRAINT conversations_conversation_answered_sequence_check CHECK ((answered_sequence >= 0)),
    CONSTRAINT conversations_conversation_assistant_from_check CHECK ((assistant_from >= 0)),
    CONSTRAINT conversations_conversation_episode_check CHECK ((episode >= 0)),
    CONSTRAINT conversations_conversation_episode_from_check CHECK ((episode_from >= 0)),
    CONSTRAINT conversations_conversation_last_note_sequence_check CHECK ((last_note_sequence >= 0)),
    CONSTRAINT conversations_conversation_last_sequence_check CHECK ((last_sequence >= 0)),
    CONSTRAINT conversations_conversation_seen_sequence_check CHECK ((seen_sequence >= 0))
);
CREATE TABLE conversations_conversationtoken (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    conversation_id uuid NOT NULL
);
ALTER TABLE conversations_conversationtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_conversationtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_delivery (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    last_error character varying(500) NOT NULL,
    external_id character varying(200) NOT NULL,
    sent_at timestamp with time zone,
    message_id bigint NOT NULL,
    CONSTRAINT conversations_delivery_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE conversations_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_message (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    sender character varying(10) NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(100) NOT NULL,
    text text NOT NULL,
    language character varying(20) NOT NULL,
    sources jsonb NOT NULL,
    options jsonb NOT NULL,
    choice character varying(120) NOT NULL,
    confidence double precision,
    masked boolean NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agent_id bigint,
    conversation_id uuid NOT NULL,
    CONSTRAINT conversations_message_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE conversations_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_messagetranslation (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    text text NOT NULL,
    engine character varying(40) NOT NULL,
    is_machine boolean NOT NULL,
    problem character varying(20) NOT NULL,
    about jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE conversations_messagetranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_messagetranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_note (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    after_message integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    author_id bigint,
    conversation_id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    CONSTRAINT conversations_note_after_message_check CHECK ((after_message >= 0)),
    CONSTRAINT conversations_note_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE conversations_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_queueentry (
    id bigint NOT NULL,
    reason character varying(40) NOT NULL,
    urgent boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    promised_low integer,
    promised_high integer,
    conversation_id uuid NOT NULL,
    taken_by_id bigint,
    team_id bigint,
    CONSTRAINT conversations_queueentry_promised_high_check CHECK ((promised_high >= 0)),
    CONSTRAINT conversations_queueentry_promised_low_check CHECK ((promised_low >= 0))
);
ALTER TABLE conversations_queueentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_queueentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE conversations_viewer (
    id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    typing_at timestamp with time zone,
    conversation_id uuid NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE conversations_viewer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME conversations_viewer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_dispute (
    id uuid NOT NULL,
    number character varying(8) NOT NULL,
    state character varying(30) NOT NULL,
    version integer NOT NULL,
    sequence integer NOT NULL,
    document jsonb NOT NULL,
    order_version integer NOT NULL,
    draft jsonb NOT NULL,
    salt character varying(64) NOT NULL,
    market character varying(20) NOT NULL,
    category character varying(200) NOT NULL,
    policy_market character varying(20) NOT NULL,
    policy_category character varying(200) NOT NULL,
    policy_version integer NOT NULL,
    reason character varying(40) NOT NULL,
    language character varying(20) NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(16,3) NOT NULL,
    turn character varying(20)[] NOT NULL,
    is_open boolean NOT NULL,
    is_frozen boolean NOT NULL,
    is_held boolean NOT NULL,
    outcome character varying(30) NOT NULL,
    liability character varying(20) NOT NULL,
    decided_by character varying(20) NOT NULL,
    next_due_at timestamp with time zone,
    deadline_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    state_since timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    resolved_at timestamp with time zone,
    adjudicator_id bigint,
    conversation_id uuid,
    customer_id uuid NOT NULL,
    linked_to_id uuid,
    order_id bigint NOT NULL,
    seller_id uuid NOT NULL,
    CONSTRAINT disputes_dispute_order_version_check CHECK ((order_version >= 0)),
    CONSTRAINT disputes_dispute_policy_version_check CHECK ((policy_version >= 0)),
    CONSTRAINT disputes_dispute_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT disputes_dispute_version_check CHECK ((version >= 0))
);
CREATE TABLE disputes_disputealert (
    id bigint NOT NULL,
    whom character varying(20) NOT NULL,
    transition character varying(20) NOT NULL,
    rule character varying(100) NOT NULL,
    state character varying(30) NOT NULL,
    at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    done_at timestamp with time zone,
    told_at timestamp with time zone,
    dispute_id uuid NOT NULL,
    taken_by_id bigint
);
ALTER TABLE disputes_disputealert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputealert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_disputeevent (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    at timestamp with time zone NOT NULL,
    transition character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    role character varying(20) NOT NULL,
    by character varying(80) NOT NULL,
    rule character varying(100) NOT NULL,
    policy_version integer NOT NULL,
    came_from character varying(30) NOT NULL,
    state character varying(30) NOT NULL,
    details jsonb NOT NULL,
    words_digest character varying(64) NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    key character varying(200) NOT NULL,
    dispute_id uuid NOT NULL,
    CONSTRAINT disputes_disputeevent_policy_version_check CHECK ((policy_version >= 0)),
    CONSTRAINT disputes_disputeevent_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE disputes_disputeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_disputeline (
    id bigint NOT NULL,
    line integer NOT NULL,
    is_open boolean NOT NULL,
    dispute_id uuid NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT disputes_disputeline_line_check CHECK ((line >= 0))
);
ALTER TABLE disputes_disputeline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_disputepolicyversion (
    id bigint NOT NULL,
    market character varying(20) NOT NULL,
    category character varying(200) NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    note character varying(500) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by_id bigint,
    CONSTRAINT disputes_disputepolicyversion_version_check CHECK ((version >= 0))
);
ALTER TABLE disputes_disputepolicyversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputepolicyversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_disputetext (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    kind character varying(20) NOT NULL,
    role character varying(20) NOT NULL,
    by character varying(80) NOT NULL,
    text text NOT NULL,
    language character varying(20) NOT NULL,
    visible_to character varying(20)[] NOT NULL,
    at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    dispute_id uuid NOT NULL,
    CONSTRAINT disputes_disputetext_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE disputes_disputetext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputetext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_disputetexttranslation (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    translated text NOT NULL,
    engine character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    text_id bigint NOT NULL
);
ALTER TABLE disputes_disputetexttranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_disputetexttranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disputes_evidenceitem (
    id uuid NOT NULL,
    submitter character varying(20) NOT NULL,
    by character varying(80) NOT NULL,
    kind character varying(30) NOT NULL,
    note text NOT NULL,
    language character varying(20) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    submitted_in character varying(30) NOT NULL,
    withdrawn_at timestamp with time zone,
    is_for_platform_only boolean NOT NULL,
    dispute_id uuid NOT NULL,
    supersedes_id uuid,
    upload_id uuid,
    snapshot_id bigint
);
CREATE TABLE disputes_snapshot (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    document jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    dispute_id uuid NOT NULL
);
ALTER TABLE disputes_snapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME disputes_snapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE files_partialupload (
    id uuid NOT NULL,
    owner character varying(100) NOT NULL,
    scope character varying(100) NOT NULL,
    purpose character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    length bigint NOT NULL,
    "offset" bigint NOT NULL,
    refusal character varying(30) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT files_partialupload_length_check CHECK ((length >= 0)),
    CONSTRAINT files_partialupload_offset_check CHECK (("offset" >= 0))
);
CREATE TABLE files_upload (
    id uuid NOT NULL,
    scope character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(50) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    width integer,
    height integer,
    duration double precision,
    created_at timestamp with time zone NOT NULL,
    claimed_at timestamp with time zone,
    original_id uuid,
    owner character varying(100) NOT NULL,
    picture_hash bigint,
    scan character varying(20) NOT NULL,
    scan_detail character varying(200) NOT NULL,
    scanned_at timestamp with time zone,
    CONSTRAINT files_upload_height_check CHECK ((height >= 0)),
    CONSTRAINT files_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT files_upload_width_check CHECK ((width >= 0))
);
CREATE TABLE history_event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    by character varying(80) NOT NULL,
    data jsonb NOT NULL,
    actor_id bigint
);
ALTER TABLE history_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME history_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_article (
    id bigint NOT NULL,
    slug character varying(100) NOT NULL,
    flow character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    "position" integer NOT NULL,
    source_language character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT knowledge_article_position_check CHECK (("position" >= 0))
);
ALTER TABLE knowledge_article ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_articleday (
    id bigint NOT NULL,
    day date NOT NULL,
    views integer NOT NULL,
    translation_id bigint NOT NULL,
    CONSTRAINT knowledge_articleday_views_check CHECK ((views >= 0))
);
ALTER TABLE knowledge_articleday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_articleday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_articlefeedback (
    id bigint NOT NULL,
    version integer NOT NULL,
    helped boolean NOT NULL,
    comment character varying(1000) NOT NULL,
    visitor character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    translation_id bigint NOT NULL,
    CONSTRAINT knowledge_articlefeedback_version_check CHECK ((version >= 0))
);
ALTER TABLE knowledge_articlefeedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_articlefeedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_articletranslation (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    published_at timestamp with time zone,
    article_id bigint NOT NULL,
    latest_id bigint,
    published_id bigint
);
ALTER TABLE knowledge_articletranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_articletranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_contents (
    id bigint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT knowledge_contents_number_check CHECK ((number >= 0)),
    CONSTRAINT knowledge_contents_one_row CHECK ((id = 1))
);
ALTER TABLE knowledge_contents ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_contents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_passage (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    words tsvector,
    vector vector(512),
    translation_id bigint NOT NULL,
    CONSTRAINT knowledge_passage_position_check CHECK (("position" >= 0))
);
ALTER TABLE knowledge_passage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_revision (
    id bigint NOT NULL,
    version integer NOT NULL,
    source_version integer NOT NULL,
    question character varying(300) NOT NULL,
    answer text NOT NULL,
    also_asked character varying(500)[] NOT NULL,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    author_id bigint,
    translation_id bigint NOT NULL,
    same_text_as integer,
    CONSTRAINT knowledge_revision_same_text_as_check CHECK ((same_text_as >= 0)),
    CONSTRAINT knowledge_revision_source_version_check CHECK ((source_version >= 0)),
    CONSTRAINT knowledge_revision_version_check CHECK ((version >= 0))
);
ALTER TABLE knowledge_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_topic (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    "position" integer NOT NULL,
    parent_id bigint,
    CONSTRAINT knowledge_topic_position_check CHECK (("position" >= 0))
);
ALTER TABLE knowledge_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE knowledge_topictitle (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE knowledge_topictitle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME knowledge_topictitle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE learning_evidence (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    language character varying(20) NOT NULL,
    text character varying(300) NOT NULL,
    article character varying(100) NOT NULL,
    source character varying(12) NOT NULL,
    vector vector(512),
    asked_at timestamp with time zone NOT NULL,
    conversation_id uuid NOT NULL,
    gap_id bigint,
    proposal_id bigint,
    CONSTRAINT learning_evidence_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE learning_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME learning_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE learning_gap (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    language character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    languages character varying(20)[] NOT NULL,
    count integer NOT NULL,
    recent integer NOT NULL,
    before integer NOT NULL,
    last_asked_at timestamp with time zone NOT NULL,
    hidden_at_count integer NOT NULL,
    article character varying(100) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    CONSTRAINT learning_gap_before_check CHECK ((before >= 0)),
    CONSTRAINT learning_gap_count_check CHECK ((count >= 0)),
    CONSTRAINT learning_gap_hidden_at_count_check CHECK ((hidden_at_count >= 0)),
    CONSTRAINT learning_gap_recent_check CHECK ((recent >= 0))
);
ALTER TABLE learning_gap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME learning_gap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE learning_proposal (
    id bigint NOT NULL,
    article character varying(100) NOT NULL,
    language character varying(20) NOT NULL,
    text character varying(300) NOT NULL,
    vector vector(512) NOT NULL,
    state character varying(10) NOT NULL,
    count integer NOT NULL,
    sources character varying(12)[] NOT NULL,
    last_asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    CONSTRAINT learning_proposal_count_check CHECK ((count >= 0))
);
ALTER TABLE learning_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME learning_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE learning_reading (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    touched_at timestamp with time zone,
    conversation_id uuid,
    done integer NOT NULL,
    total integer NOT NULL,
    worked_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT learning_reading_done_check CHECK ((done >= 0)),
    CONSTRAINT learning_reading_one_row CHECK ((id = 1)),
    CONSTRAINT learning_reading_total_check CHECK ((total >= 0))
);
ALTER TABLE learning_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME learning_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE UNLOGGED TABLE loket_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE TABLE mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE notices_addressstate (
    id bigint NOT NULL,
    channel character varying(20) NOT NULL,
    address character varying(254) NOT NULL,
    state character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    said character varying(500) NOT NULL,
    count integer NOT NULL,
    CONSTRAINT notices_addressstate_count_check CHECK ((count >= 0))
);
ALTER TABLE notices_addressstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME notices_addressstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE notices_attempt (
    id bigint NOT NULL,
    channel character varying(20) NOT NULL,
    address character varying(254) NOT NULL,
    destination character varying(254) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(10) NOT NULL,
    said character varying(500) NOT NULL,
    notice_id bigint NOT NULL
);
ALTER TABLE notices_attempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME notices_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE notices_demoletter (
    id bigint NOT NULL,
    reference character varying(200) NOT NULL,
    recipient_kind character varying(10) NOT NULL,
    recipient_id character varying(200) NOT NULL,
    to_name character varying(200) NOT NULL,
    to_address character varying(254) NOT NULL,
    language character varying(20) NOT NULL,
    purpose character varying(40) NOT NULL,
    subject_line character varying(500) NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    short character varying(300) NOT NULL,
    sent_at timestamp with time zone NOT NULL
);
ALTER TABLE notices_demoletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME notices_demoletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE notices_notice (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    purpose character varying(40) NOT NULL,
    is_urgent boolean NOT NULL,
    subject character varying(80) NOT NULL,
    thread character varying(200) NOT NULL,
    fields jsonb NOT NULL,
    sealed text NOT NULL,
    recipient_kind character varying(10) NOT NULL,
    recipient_id character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(50) NOT NULL,
    state character varying(12) NOT NULL,
    problem character varying(20) NOT NULL,
    last_said character varying(500) NOT NULL,
    channel character varying(20) NOT NULL,
    given_up character varying(20)[] NOT NULL,
    attempts integer NOT NULL,
    slot smallint,
    is_asked_back boolean NOT NULL,
    message_id character varying(200) NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone,
    next_attempt_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    opened_at timestamp with time zone,
    ended_at timestamp with time zone,
    seen_at timestamp with time zone,
    folded_into_id bigint,
    seen_by_id bigint,
    CONSTRAINT notices_notice_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notices_notice_slot_check CHECK ((slot >= 0))
);
ALTER TABLE notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE notices_preference (
    id bigint NOT NULL,
    recipient_kind character varying(10) NOT NULL,
    recipient_id character varying(200) NOT NULL,
    channels_off character varying(20)[] NOT NULL,
    quiet_from time without time zone,
    quiet_to time without time zone,
    digest boolean NOT NULL
);
ALTER TABLE notices_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME notices_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_coupon (
    id bigint NOT NULL,
    code character varying(100) NOT NULL,
    discount numeric(16,3) NOT NULL,
    funded_by character varying(10) NOT NULL,
    expires_at timestamp with time zone,
    state character varying(10) NOT NULL,
    order_id bigint NOT NULL
);
ALTER TABLE orders_coupon ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_coupon_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_demoinstruction (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    document jsonb NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE orders_demoinstruction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_demoinstruction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_ledgerentry (
    id uuid NOT NULL,
    idempotency_key character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    amount numeric(16,3),
    destination character varying(20) NOT NULL,
    lines integer[] NOT NULL,
    details jsonb NOT NULL,
    reason character varying(60) NOT NULL,
    cost_to character varying(10) NOT NULL,
    rule character varying(100) NOT NULL,
    policy_version integer,
    asked_by character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    problem character varying(500) NOT NULL,
    marketplace_reference character varying(200) NOT NULL,
    sent_at timestamp with time zone,
    ended_at timestamp with time zone,
    asked_by_staff_id bigint,
    decided_by_staff_id bigint,
    order_id bigint NOT NULL,
    payment_id bigint,
    policy_market character varying(20) NOT NULL,
    part_of_id uuid,
    CONSTRAINT orders_ledger_refund_moves_money CHECK (((NOT ((kind)::text = 'refund'::text)) OR ((amount > (0)::numeric) AND (payment_id IS NOT NULL)))),
    CONSTRAINT orders_ledgerentry_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT orders_ledgerentry_policy_version_check CHECK ((policy_version >= 0))
);
CREATE TABLE orders_onetimecode (
    id bigint NOT NULL,
    number_key character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    used_at timestamp with time zone,
    sent_at timestamp with time zone,
    problem character varying(300) NOT NULL,
    customer_id uuid NOT NULL,
    order_id bigint,
    spent_at timestamp with time zone,
    CONSTRAINT orders_onetimecode_tries_check CHECK ((tries >= 0))
);
ALTER TABLE orders_onetimecode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_onetimecode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_order (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    number_key character varying(60) NOT NULL,
    checkout_id character varying(100) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    promised_by timestamp with time zone,
    state character varying(20) NOT NULL,
    currency character varying(3) NOT NULL,
    market character varying(20) NOT NULL,
    total numeric(16,3) NOT NULL,
    shipping numeric(16,3) NOT NULL,
    tax numeric(16,3) NOT NULL,
    contact_name character varying(200) NOT NULL,
    contact_email character varying(254) NOT NULL,
    contact_phone character varying(40) NOT NULL,
    country character varying(2) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(50) NOT NULL,
    ship_to jsonb NOT NULL,
    "group" jsonb,
    unknown jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    customer_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    CONSTRAINT orders_order_version_check CHECK ((version >= 0))
);
ALTER TABLE orders_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_orderchange (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(80) NOT NULL,
    version integer NOT NULL,
    changed jsonb NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_orderchange_version_check CHECK ((version >= 0))
);
ALTER TABLE orders_orderchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_orderchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_ordergrant (
    id bigint NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    customer_id uuid NOT NULL,
    order_id bigint NOT NULL
);
ALTER TABLE orders_ordergrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_ordergrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_orderitem (
    id bigint NOT NULL,
    line integer NOT NULL,
    sku character varying(100) NOT NULL,
    title character varying(500) NOT NULL,
    category character varying(200) NOT NULL,
    quantity integer NOT NULL,
    price numeric(16,3) NOT NULL,
    paid numeric(16,3) NOT NULL,
    image_url character varying(1000) NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_orderitem_line_check CHECK ((line >= 0)),
    CONSTRAINT orders_orderitem_quantity_check CHECK ((quantity >= 0))
);
ALTER TABLE orders_orderitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_orderitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_ordertask (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    data jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    outcome character varying(500) NOT NULL,
    done_by_id bigint,
    entry_id uuid,
    order_id bigint NOT NULL
);
ALTER TABLE orders_ordertask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_ordertask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_payment (
    id bigint NOT NULL,
    reference character varying(100) NOT NULL,
    method character varying(40) NOT NULL,
    amount numeric(16,3) NOT NULL,
    state character varying(10) NOT NULL,
    expires_at timestamp with time zone,
    paid_at timestamp with time zone,
    order_id bigint NOT NULL,
    chargeback_id character varying(100) NOT NULL,
    chargeback_state character varying(10) NOT NULL
);
ALTER TABLE orders_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_policy (
    id bigint NOT NULL,
    market character varying(20) NOT NULL,
    version integer NOT NULL,
    rules jsonb NOT NULL,
    note character varying(500) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by_id bigint,
    CONSTRAINT orders_policy_version_check CHECK ((version >= 0))
);
ALTER TABLE orders_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_refund (
    id bigint NOT NULL,
    external_id character varying(100) NOT NULL,
    amount numeric(16,3) NOT NULL,
    destination character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    expected_by date,
    entry_id uuid,
    payment_id bigint NOT NULL,
    CONSTRAINT orders_refund_moves_money CHECK ((amount > (0)::numeric))
);
ALTER TABLE orders_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_shipment (
    id bigint NOT NULL,
    external_id character varying(100) NOT NULL,
    lines integer[] NOT NULL,
    carrier character varying(100) NOT NULL,
    tracking_number character varying(100) NOT NULL,
    tracking_key character varying(100) NOT NULL,
    state character varying(12) NOT NULL,
    shipped_at timestamp with time zone,
    delivered_at timestamp with time zone,
    order_id bigint NOT NULL
);
ALTER TABLE orders_shipment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_shipment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_talkfile (
    id bigint NOT NULL,
    upload_id uuid NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE orders_talkfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_talkfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_talkmessage (
    id bigint NOT NULL,
    sender character varying(6) NOT NULL,
    text text NOT NULL,
    language character varying(20) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    external_id character varying(200) NOT NULL,
    key character varying(80) NOT NULL,
    attachments jsonb NOT NULL,
    masked boolean NOT NULL,
    unknown jsonb NOT NULL,
    by character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    order_id bigint NOT NULL
);
ALTER TABLE orders_talkmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_talkmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_talkreader (
    id bigint NOT NULL,
    side character varying(6) NOT NULL,
    seen bigint NOT NULL,
    told bigint NOT NULL,
    order_id bigint NOT NULL
);
ALTER TABLE orders_talkreader ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_talkreader_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_talktranslation (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    text text NOT NULL,
    engine character varying(40) NOT NULL,
    is_machine boolean NOT NULL,
    problem character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE orders_talktranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_talktranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE orders_trackingevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    code character varying(60) NOT NULL,
    place character varying(200) NOT NULL,
    text character varying(500) NOT NULL,
    shipment_id bigint NOT NULL
);
ALTER TABLE orders_trackingevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME orders_trackingevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_customer (
    id uuid NOT NULL,
    external_id character varying(200),
    name character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone
);
CREATE TABLE people_identitykey (
    id bigint NOT NULL,
    kid character varying(100) NOT NULL,
    algorithm character varying(10) NOT NULL,
    key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);
ALTER TABLE people_identitykey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_identitykey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_seller (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    country character varying(2) NOT NULL,
    language character varying(20) NOT NULL,
    email character varying(254) NOT NULL,
    time_zone character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE people_sellerlink (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    seller_id uuid NOT NULL
);
ALTER TABLE people_sellerlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_sellerlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_serverkey (
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    scopes character varying(40)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by_id bigint
);
CREATE TABLE people_signinlink (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE people_signinlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_signinlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_team (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    languages character varying(20)[] NOT NULL,
    time_zone character varying(50) NOT NULL,
    "position" integer NOT NULL,
    is_fallback boolean NOT NULL,
    CONSTRAINT people_team_position_check CHECK (("position" >= 0))
);
ALTER TABLE people_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_team_members (
    id bigint NOT NULL,
    team_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE people_team_members ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_team_members_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(100) NOT NULL,
    roles character varying(20)[] NOT NULL,
    languages character varying(20)[] NOT NULL,
    time_zone character varying(50) NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    away_since timestamp with time zone
);
CREATE TABLE people_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE people_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE people_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE people_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME people_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE procrastinate_events_id_seq OWNED BY procrastinate_events.id;
CREATE SEQUENCE procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE procrastinate_jobs_id_seq OWNED BY procrastinate_jobs.id;
CREATE TABLE procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE procrastinate_periodic_defers_id_seq OWNED BY procrastinate_periodic_defers.id;
CREATE TABLE procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE promises_promise (
    id bigint NOT NULL,
    episode integer NOT NULL,
    kind character varying(5) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    renewal smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    rule character varying(40) NOT NULL,
    rule_version integer NOT NULL,
    rule_name character varying(100) NOT NULL,
    why jsonb NOT NULL,
    counts_from timestamp with time zone NOT NULL,
    minutes integer,
    counts_working_time boolean NOT NULL,
    pauses jsonb NOT NULL,
    due_at timestamp with time zone,
    warn_at timestamp with time zone,
    told_due_at timestamp with time zone,
    warned_at timestamp with time zone,
    kept_at timestamp with time zone,
    broken_at timestamp with time zone,
    stopped_at timestamp with time zone,
    ending character varying(10) NOT NULL,
    look_at timestamp with time zone,
    conversation_id uuid NOT NULL,
    replaced_by_id bigint,
    told_at timestamp with time zone,
    CONSTRAINT promises_kept_or_broken CHECK (((kept_at IS NULL) OR (broken_at IS NULL) OR (broken_at <= kept_at))),
    CONSTRAINT promises_promise_episode_check CHECK ((episode >= 0)),
    CONSTRAINT promises_promise_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT promises_promise_renewal_check CHECK ((renewal >= 0)),
    CONSTRAINT promises_promise_rule_version_check CHECK ((rule_version >= 0))
);
ALTER TABLE promises_promise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME promises_promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE promises_promiserule (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    name character varying(100) NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    kinds character varying(20)[] NOT NULL,
    topics character varying(60)[] NOT NULL,
    urgency character varying(10) NOT NULL,
    languages character varying(20)[] NOT NULL,
    countries character varying(2)[] NOT NULL,
    channels character varying(30)[] NOT NULL,
    first_minutes integer,
    next_minutes integer,
    counts_working_time boolean NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT promises_promiserule_first_minutes_check CHECK ((first_minutes >= 0)),
    CONSTRAINT promises_promiserule_next_minutes_check CHECK ((next_minutes >= 0)),
    CONSTRAINT promises_promiserule_position_check CHECK (("position" >= 0)),
    CONSTRAINT promises_promiserule_version_check CHECK ((version >= 0))
);
ALTER TABLE promises_promiserule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME promises_promiserule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE promises_promiseruleversion (
    id bigint NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    rule_id bigint NOT NULL,
    CONSTRAINT promises_promiseruleversion_version_check CHECK ((version >= 0))
);
ALTER TABLE promises_promiseruleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME promises_promiseruleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE promises_timekept (
    id smallint NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT promises_timekept_id_check CHECK ((id >= 0))
);
CREATE TABLE reception_pace (
    id bigint NOT NULL,
    caller character varying(100) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    calls integer NOT NULL,
    CONSTRAINT reception_pace_calls_check CHECK ((calls >= 0))
);
ALTER TABLE reception_pace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME reception_pace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE reception_told (
    conversation_id uuid NOT NULL,
    looked_at timestamp with time zone,
    sequence integer NOT NULL,
    queued_episode integer NOT NULL,
    closed_episode integer NOT NULL,
    asked_to_rate boolean NOT NULL,
    CONSTRAINT reception_told_closed_episode_check CHECK ((closed_episode >= 0)),
    CONSTRAINT reception_told_queued_episode_check CHECK ((queued_episode >= 0)),
    CONSTRAINT reception_told_sequence_check CHECK ((sequence >= 0))
);
CREATE TABLE surveys_rating (
    id bigint NOT NULL,
    episode integer NOT NULL,
    score smallint NOT NULL,
    reasons character varying(40)[] NOT NULL,
    comment text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agent_id bigint,
    conversation_id uuid NOT NULL,
    CONSTRAINT surveys_rating_episode_check CHECK ((episode >= 0)),
    CONSTRAINT surveys_rating_score_check CHECK ((score >= 0)),
    CONSTRAINT surveys_score_1_to_5 CHECK (((score >= 1) AND (score <= 5)))
);
ALTER TABLE surveys_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME surveys_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE texts_edition (
    id bigint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT texts_edition_number_check CHECK ((number >= 0)),
    CONSTRAINT texts_edition_one_row CHECK ((id = 1))
);
ALTER TABLE texts_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME texts_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE texts_readytext (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    slug character varying(100) NOT NULL,
    title character varying(120) NOT NULL,
    "position" integer NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    team_id bigint,
    CONSTRAINT texts_readytext_position_check CHECK (("position" >= 0))
);
ALTER TABLE texts_readytext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME texts_readytext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE texts_readytextrevision (
    id bigint NOT NULL,
    version integer NOT NULL,
    source_version integer NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    author_id bigint,
    translation_id bigint NOT NULL,
    CONSTRAINT texts_readytextrevision_source_version_check CHECK ((source_version >= 0)),
    CONSTRAINT texts_readytextrevision_version_check CHECK ((version >= 0))
);
ALTER TABLE texts_readytextrevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME texts_readytextrevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE texts_readytexttranslation (
    id bigint NOT NULL,
    language character varying(20) NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    version integer NOT NULL,
    source_language character varying(20) NOT NULL,
    source_version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    ready_text_id bigint NOT NULL,
    updated_by_id bigint,
    CONSTRAINT texts_readytexttranslation_source_version_check CHECK ((source_version >= 0)),
    CONSTRAINT texts_readytexttranslation_version_check CHECK ((version >= 0))
);
ALTER TABLE texts_readytexttranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME texts_readytexttranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE translation_glossaryterm (
    id bigint NOT NULL,
    term character varying(100) NOT NULL,
    language character varying(35) NOT NULL,
    target_language character varying(35) NOT NULL,
    rendering character varying(100) NOT NULL,
    CONSTRAINT translation_term_not_empty CHECK ((NOT ((term)::text = ''::text)))
);
ALTER TABLE translation_glossaryterm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME translation_glossaryterm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE translation_memoryentry (
    id bigint NOT NULL,
    source_language character varying(35) NOT NULL,
    target_language character varying(35) NOT NULL,
    digest uuid NOT NULL,
    source text NOT NULL,
    target text NOT NULL,
    approved_at timestamp with time zone NOT NULL,
    uses integer NOT NULL,
    approved_by_id bigint,
    CONSTRAINT translation_memoryentry_uses_check CHECK ((uses >= 0))
);
ALTER TABLE translation_memoryentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME translation_memoryentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE webhooks_delivery (
    id bigint NOT NULL,
    event bigint NOT NULL,
    name character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    document jsonb NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    last_said character varying(200) NOT NULL,
    endpoint_id uuid NOT NULL,
    CONSTRAINT webhooks_delivery_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE webhooks_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME webhooks_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE webhooks_endpoint (
    id uuid NOT NULL,
    url character varying(500) NOT NULL,
    name character varying(100) NOT NULL,
    names character varying(60)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secret text NOT NULL,
    former_secret text NOT NULL,
    former_until timestamp with time zone,
    off_since timestamp with time zone,
    off_because character varying(12) NOT NULL,
    failures integer NOT NULL,
    failing_since timestamp with time zone,
    rests_until timestamp with time zone,
    last_sent_at timestamp with time zone,
    last_said character varying(200) NOT NULL,
    created_by_id bigint,
    key_id uuid,
    CONSTRAINT webhooks_endpoint_failures_check CHECK ((failures >= 0))
);
ALTER TABLE ONLY procrastinate_events ALTER COLUMN id SET DEFAULT nextval('procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('procrastinate_periodic_defers_id_seq'::regclass);
ALTER TABLE ONLY account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_idempotentcall
    ADD CONSTRAINT api_idempotentcall_digest_key UNIQUE (digest);
ALTER TABLE ONLY api_idempotentcall
    ADD CONSTRAINT api_idempotentcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY assistant_answerpolicy
    ADD CONSTRAINT assistant_answerpolicy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY assistant_answerpolicy
    ADD CONSTRAINT assistant_answerpolicy_topic_key UNIQUE (topic);
ALTER TABLE ONLY assistant_answertrace
    ADD CONSTRAINT assistant_answertrace_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY assistant_answertrace
    ADD CONSTRAINT assistant_answertrace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY assistant_evaluationline
    ADD CONSTRAINT assistant_evaluationline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY assistant_evaluationrun
    ADD CONSTRAINT assistant_evaluationrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY assistant_evaluationline
    ADD CONSTRAINT assistant_line_once UNIQUE (run_id, number);
ALTER TABLE ONLY auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_extrahours
    ADD CONSTRAINT calendars_extrahours_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_holiday
    ADD CONSTRAINT calendars_holiday_once UNIQUE (team_id, date);
ALTER TABLE ONLY calendars_holiday
    ADD CONSTRAINT calendars_holiday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_plannedpause
    ADD CONSTRAINT calendars_pause_once UNIQUE NULLS NOT DISTINCT (team_id, name, starts_on);
ALTER TABLE ONLY calendars_plannedpause
    ADD CONSTRAINT calendars_plannedpause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_publicholiday
    ADD CONSTRAINT calendars_public_holiday_once UNIQUE (team_id, country, region, date);
ALTER TABLE ONLY calendars_publicholiday
    ADD CONSTRAINT calendars_publicholiday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_serviceinterval
    ADD CONSTRAINT calendars_serviceinterval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendars_teamholidays
    ADD CONSTRAINT calendars_team_holidays_once UNIQUE (team_id, country, region);
ALTER TABLE ONLY calendars_teamholidays
    ADD CONSTRAINT calendars_teamholidays_pkey PRIMARY KEY (id);
ALTER TABLE ONLY channels_channelaccount
    ADD CONSTRAINT channels_account_once UNIQUE (kind, name);
ALTER TABLE ONLY channels_channelaccount
    ADD CONSTRAINT channels_channelaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_attachment
    ADD CONSTRAINT conversations_attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_attachment
    ADD CONSTRAINT conversations_attachment_upload_id_key UNIQUE (upload_id);
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conversation_number_key UNIQUE (number);
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conversation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_conversationtoken
    ADD CONSTRAINT conversations_conversationtoken_digest_key UNIQUE (digest);
ALTER TABLE ONLY conversations_conversationtoken
    ADD CONSTRAINT conversations_conversationtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_delivery
    ADD CONSTRAINT conversations_delivery_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY conversations_delivery
    ADD CONSTRAINT conversations_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_message
    ADD CONSTRAINT conversations_message_in_order UNIQUE (conversation_id, sequence);
ALTER TABLE ONLY conversations_message
    ADD CONSTRAINT conversations_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_messagetranslation
    ADD CONSTRAINT conversations_messagetranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_note
    ADD CONSTRAINT conversations_note_in_order UNIQUE (conversation_id, sequence);
ALTER TABLE ONLY conversations_note
    ADD CONSTRAINT conversations_note_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_queueentry
    ADD CONSTRAINT conversations_queueentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY conversations_messagetranslation
    ADD CONSTRAINT conversations_translation_once UNIQUE (message_id, language);
ALTER TABLE ONLY conversations_viewer
    ADD CONSTRAINT conversations_viewer_once UNIQUE (conversation_id, user_id);
ALTER TABLE ONLY conversations_viewer
    ADD CONSTRAINT conversations_viewer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputealert
    ADD CONSTRAINT disputes_alert_once UNIQUE (dispute_id, transition, rule, state);
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_number_key UNIQUE (number);
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputealert
    ADD CONSTRAINT disputes_disputealert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputeevent
    ADD CONSTRAINT disputes_disputeevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputeline
    ADD CONSTRAINT disputes_disputeline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputepolicyversion
    ADD CONSTRAINT disputes_disputepolicyversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputetext
    ADD CONSTRAINT disputes_disputetext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputetexttranslation
    ADD CONSTRAINT disputes_disputetexttranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputeevent
    ADD CONSTRAINT disputes_event_in_order UNIQUE (dispute_id, sequence);
ALTER TABLE ONLY disputes_evidenceitem
    ADD CONSTRAINT disputes_evidenceitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputeline
    ADD CONSTRAINT disputes_line_once UNIQUE (dispute_id, line);
ALTER TABLE ONLY disputes_disputepolicyversion
    ADD CONSTRAINT disputes_policy_version_once UNIQUE (market, category, version);
ALTER TABLE ONLY disputes_snapshot
    ADD CONSTRAINT disputes_snapshot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disputes_disputetexttranslation
    ADD CONSTRAINT disputes_text_translated_once UNIQUE (text_id, language);
ALTER TABLE ONLY django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY files_partialupload
    ADD CONSTRAINT files_partialupload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY files_upload
    ADD CONSTRAINT files_upload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY history_event
    ADD CONSTRAINT history_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_article
    ADD CONSTRAINT knowledge_article_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_article
    ADD CONSTRAINT knowledge_article_slug_key UNIQUE (slug);
ALTER TABLE ONLY knowledge_articleday
    ADD CONSTRAINT knowledge_articleday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_articlefeedback
    ADD CONSTRAINT knowledge_articlefeedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_articletranslation
    ADD CONSTRAINT knowledge_articletranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_contents
    ADD CONSTRAINT knowledge_contents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_articleday
    ADD CONSTRAINT knowledge_day_once UNIQUE (translation_id, day);
ALTER TABLE ONLY knowledge_articlefeedback
    ADD CONSTRAINT knowledge_feedback_once UNIQUE (translation_id, version, visitor);
ALTER TABLE ONLY knowledge_passage
    ADD CONSTRAINT knowledge_passage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_revision
    ADD CONSTRAINT knowledge_revision_once UNIQUE (translation_id, version);
ALTER TABLE ONLY knowledge_revision
    ADD CONSTRAINT knowledge_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_topic
    ADD CONSTRAINT knowledge_topic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_topic
    ADD CONSTRAINT knowledge_topic_slug_once UNIQUE NULLS NOT DISTINCT (slug, parent_id);
ALTER TABLE ONLY knowledge_topictitle
    ADD CONSTRAINT knowledge_topictitle_once UNIQUE (topic_id, language);
ALTER TABLE ONLY knowledge_topictitle
    ADD CONSTRAINT knowledge_topictitle_pkey PRIMARY KEY (id);
ALTER TABLE ONLY knowledge_articletranslation
    ADD CONSTRAINT knowledge_translation_once UNIQUE (article_id, language);
ALTER TABLE ONLY learning_evidence
    ADD CONSTRAINT learning_evidence_once UNIQUE (conversation_id, sequence);
ALTER TABLE ONLY learning_evidence
    ADD CONSTRAINT learning_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY learning_gap
    ADD CONSTRAINT learning_gap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY learning_proposal
    ADD CONSTRAINT learning_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY learning_reading
    ADD CONSTRAINT learning_reading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY loket_cache
    ADD CONSTRAINT loket_cache_pkey PRIMARY KEY (cache_key);
ALTER TABLE ONLY mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notices_addressstate
    ADD CONSTRAINT notices_address_once UNIQUE (channel, address);
ALTER TABLE ONLY notices_addressstate
    ADD CONSTRAINT notices_addressstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notices_attempt
    ADD CONSTRAINT notices_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notices_demoletter
    ADD CONSTRAINT notices_demoletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notices_demoletter
    ADD CONSTRAINT notices_demoletter_reference_key UNIQUE (reference);
ALTER TABLE ONLY notices_notice
    ADD CONSTRAINT notices_notice_key_key UNIQUE (key);
ALTER TABLE ONLY notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notices_preference
    ADD CONSTRAINT notices_preference_once UNIQUE (recipient_kind, recipient_id);
ALTER TABLE ONLY notices_preference
    ADD CONSTRAINT notices_preference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_orderchange
    ADD CONSTRAINT orders_change_in_order UNIQUE (order_id, version);
ALTER TABLE ONLY orders_coupon
    ADD CONSTRAINT orders_coupon_once UNIQUE (order_id, code);
ALTER TABLE ONLY orders_coupon
    ADD CONSTRAINT orders_coupon_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_demoinstruction
    ADD CONSTRAINT orders_demoinstruction_key_key UNIQUE (key);
ALTER TABLE ONLY orders_demoinstruction
    ADD CONSTRAINT orders_demoinstruction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_ordergrant
    ADD CONSTRAINT orders_grant_once UNIQUE (customer_id, order_id);
ALTER TABLE ONLY orders_orderitem
    ADD CONSTRAINT orders_item_once UNIQUE (order_id, line);
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_onetimecode
    ADD CONSTRAINT orders_onetimecode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_order
    ADD CONSTRAINT orders_order_number_key UNIQUE (number);
ALTER TABLE ONLY orders_order
    ADD CONSTRAINT orders_order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_orderchange
    ADD CONSTRAINT orders_orderchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_ordergrant
    ADD CONSTRAINT orders_ordergrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_orderitem
    ADD CONSTRAINT orders_orderitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_ordertask
    ADD CONSTRAINT orders_ordertask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_payment
    ADD CONSTRAINT orders_payment_once UNIQUE (order_id, reference);
ALTER TABLE ONLY orders_payment
    ADD CONSTRAINT orders_payment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_policy
    ADD CONSTRAINT orders_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_policy
    ADD CONSTRAINT orders_policy_version_once UNIQUE (market, version);
ALTER TABLE ONLY orders_refund
    ADD CONSTRAINT orders_refund_once UNIQUE (payment_id, external_id);
ALTER TABLE ONLY orders_refund
    ADD CONSTRAINT orders_refund_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_shipment
    ADD CONSTRAINT orders_shipment_once UNIQUE (order_id, external_id);
ALTER TABLE ONLY orders_shipment
    ADD CONSTRAINT orders_shipment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_talkreader
    ADD CONSTRAINT orders_talk_reader_once UNIQUE (order_id, side);
ALTER TABLE ONLY orders_talktranslation
    ADD CONSTRAINT orders_talk_translation_once UNIQUE (message_id, language);
ALTER TABLE ONLY orders_talkfile
    ADD CONSTRAINT orders_talkfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_talkfile
    ADD CONSTRAINT orders_talkfile_upload_id_key UNIQUE (upload_id);
ALTER TABLE ONLY orders_talkmessage
    ADD CONSTRAINT orders_talkmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_talkreader
    ADD CONSTRAINT orders_talkreader_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_talktranslation
    ADD CONSTRAINT orders_talktranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY orders_trackingevent
    ADD CONSTRAINT orders_tracking_event_once UNIQUE (shipment_id, at, code, place);
ALTER TABLE ONLY orders_trackingevent
    ADD CONSTRAINT orders_trackingevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_customer
    ADD CONSTRAINT people_customer_external_id_once UNIQUE (external_id);
ALTER TABLE ONLY people_customer
    ADD CONSTRAINT people_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_identitykey
    ADD CONSTRAINT people_identitykey_kid_key UNIQUE (kid);
ALTER TABLE ONLY people_identitykey
    ADD CONSTRAINT people_identitykey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_seller
    ADD CONSTRAINT people_seller_external_id_key UNIQUE (external_id);
ALTER TABLE ONLY people_seller
    ADD CONSTRAINT people_seller_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_sellerlink
    ADD CONSTRAINT people_sellerlink_digest_key UNIQUE (digest);
ALTER TABLE ONLY people_sellerlink
    ADD CONSTRAINT people_sellerlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_serverkey
    ADD CONSTRAINT people_serverkey_digest_key UNIQUE (digest);
ALTER TABLE ONLY people_serverkey
    ADD CONSTRAINT people_serverkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_signinlink
    ADD CONSTRAINT people_signinlink_digest_key UNIQUE (digest);
ALTER TABLE ONLY people_signinlink
    ADD CONSTRAINT people_signinlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_team_members
    ADD CONSTRAINT people_team_members_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_team_members
    ADD CONSTRAINT people_team_members_team_id_user_id_4db4e48b_uniq UNIQUE (team_id, user_id);
ALTER TABLE ONLY people_team
    ADD CONSTRAINT people_team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_team
    ADD CONSTRAINT people_team_slug_key UNIQUE (slug);
ALTER TABLE ONLY people_user
    ADD CONSTRAINT people_user_email_key UNIQUE (email);
ALTER TABLE ONLY people_user_groups
    ADD CONSTRAINT people_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_group_id_60378d34_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people_user_user_permissions
    ADD CONSTRAINT people_user_user_permiss_user_id_permission_id_a7ac6748_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY promises_promise
    ADD CONSTRAINT promises_promise_once UNIQUE (conversation_id, episode, kind, started_at, renewal);
ALTER TABLE ONLY promises_promise
    ADD CONSTRAINT promises_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY promises_promise
    ADD CONSTRAINT promises_promise_replaced_by_id_key UNIQUE (replaced_by_id);
ALTER TABLE ONLY promises_promiserule
    ADD CONSTRAINT promises_promiserule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY promises_promiseruleversion
    ADD CONSTRAINT promises_promiseruleversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY promises_timekept
    ADD CONSTRAINT promises_timekept_pkey PRIMARY KEY (id);
ALTER TABLE ONLY promises_promiseruleversion
    ADD CONSTRAINT promises_version_once UNIQUE (rule_id, version);
ALTER TABLE ONLY reception_pace
    ADD CONSTRAINT reception_pace_caller_key UNIQUE (caller);
ALTER TABLE ONLY reception_pace
    ADD CONSTRAINT reception_pace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reception_told
    ADD CONSTRAINT reception_told_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY surveys_rating
    ADD CONSTRAINT surveys_rating_once UNIQUE (conversation_id, episode);
ALTER TABLE ONLY surveys_rating
    ADD CONSTRAINT surveys_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY texts_edition
    ADD CONSTRAINT texts_edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY texts_readytext
    ADD CONSTRAINT texts_readytext_once UNIQUE (kind, slug);
ALTER TABLE ONLY texts_readytext
    ADD CONSTRAINT texts_readytext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY texts_readytextrevision
    ADD CONSTRAINT texts_readytextrevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY texts_readytexttranslation
    ADD CONSTRAINT texts_readytexttranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY texts_readytextrevision
    ADD CONSTRAINT texts_revision_once UNIQUE (translation_id, version);
ALTER TABLE ONLY texts_readytexttranslation
    ADD CONSTRAINT texts_translation_once UNIQUE (ready_text_id, language);
ALTER TABLE ONLY translation_glossaryterm
    ADD CONSTRAINT translation_glossaryterm_pkey PRIMARY KEY (id);
ALTER TABLE ONLY translation_memoryentry
    ADD CONSTRAINT translation_memory_once UNIQUE (digest, source_language, target_language);
ALTER TABLE ONLY translation_memoryentry
    ADD CONSTRAINT translation_memoryentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY webhooks_delivery
    ADD CONSTRAINT webhooks_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY webhooks_delivery
    ADD CONSTRAINT webhooks_event_once UNIQUE (endpoint_id, event);
CREATE INDEX account_emailaddress_email_03be32b2 ON account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX api_idempotentcall_age ON api_idempotentcall USING btree (created_at);
CREATE INDEX api_idempotentcall_digest_18aa3d59_like ON api_idempotentcall USING btree (digest varchar_pattern_ops);
CREATE INDEX assistant_answerpolicy_topic_86671ed2_like ON assistant_answerpolicy USING btree (topic varchar_pattern_ops);
CREATE INDEX assistant_answertrace_conversation_id_ca4401a2 ON assistant_answertrace USING btree (conversation_id);
CREATE INDEX assistant_evaluationline_run_id_103e2fba ON assistant_evaluationline USING btree (run_id);
CREATE INDEX assistant_evaluationrun_started_by_id_57844e1b ON assistant_evaluationrun USING btree (started_by_id);
CREATE INDEX assistant_line_mistakes ON assistant_evaluationline USING btree (run_id, confidence DESC, number) WHERE is_mistake;
CREATE INDEX assistant_run_newest ON assistant_evaluationrun USING btree (created_at DESC, id);
CREATE INDEX assistant_run_same_file ON assistant_evaluationrun USING btree (sha256, created_at DESC);
CREATE INDEX assistant_trace_newest ON assistant_answertrace USING btree (created_at DESC);
CREATE INDEX assistant_trace_turn ON assistant_answertrace USING btree (conversation_id, after_sequence);
CREATE INDEX auth_group_name_a6ea08ec_like ON auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON auth_permission USING btree (content_type_id);
CREATE INDEX calendars_extrahours_team_id_8ce77c11 ON calendars_extrahours USING btree (team_id);
CREATE INDEX calendars_holiday_team_id_ed88aeb6 ON calendars_holiday USING btree (team_id);
CREATE INDEX calendars_plannedpause_team_id_fe9a0a33 ON calendars_plannedpause USING btree (team_id);
CREATE INDEX calendars_publicholiday_team_id_e65b729a ON calendars_publicholiday USING btree (team_id);
CREATE INDEX calendars_serviceinterval_team_id_19856a19 ON calendars_serviceinterval USING btree (team_id);
CREATE INDEX calendars_teamholidays_team_id_1b62fcfd ON calendars_teamholidays USING btree (team_id);
CREATE INDEX conversations_agent ON conversations_conversation USING btree (agent_id, updated_at DESC) WHERE ((agent_id IS NOT NULL) AND (closed_at IS NULL));
CREATE INDEX conversations_attachment_message_id_9179b1e8 ON conversations_attachment USING btree (message_id);
CREATE INDEX conversations_conversation_agent_id_e9d60626 ON conversations_conversation USING btree (agent_id);
CREATE INDEX conversations_conversation_customer_id_afb78c4a ON conversations_conversation USING btree (customer_id);
CREATE INDEX conversations_conversation_number_18fd05fa_like ON conversations_conversation USING btree (number varchar_pattern_ops);
CREATE INDEX conversations_conversation_order_id_25b67bf0 ON conversations_conversation USING btree (order_id);
CREATE INDEX conversations_conversation_server_key_id_381ce41a ON conversations_conversation USING btree (server_key_id);
CREATE INDEX conversations_conversation_team_id_c9f144f2 ON conversations_conversation USING btree (team_id);
CREATE INDEX conversations_conversationtoken_conversation_id_005e9475 ON conversations_conversationtoken USING btree (conversation_id);
CREATE INDEX conversations_conversationtoken_digest_a24428cc_like ON conversations_conversationtoken USING btree (digest varchar_pattern_ops);
CREATE INDEX conversations_delivery_due ON conversations_delivery USING btree (next_attempt_at) WHERE ((state)::text = 'pending'::text);
CREATE UNIQUE INDEX conversations_external_id_once ON conversations_conversation USING btree (server_key_id, external_id) WHERE (NOT ((external_id)::text = ''::text));
CREATE INDEX conversations_message_agent_id_c92fbb99 ON conversations_message USING btree (agent_id);
CREATE INDEX conversations_message_conversation_id_f1a2d5e9 ON conversations_message USING btree (conversation_id);
CREATE UNIQUE INDEX conversations_message_once ON conversations_message USING btree (conversation_id, external_id) WHERE (NOT ((external_id)::text = ''::text));
CREATE INDEX conversations_message_words ON conversations_message USING gin (to_tsvector('simple'::regconfig, COALESCE(text, ''::text)));
CREATE INDEX conversations_messagetranslation_message_id_f7c3c4ec ON conversations_messagetranslation USING btree (message_id);
CREATE INDEX conversations_note_author_id_53566395 ON conversations_note USING btree (author_id);
CREATE INDEX conversations_note_conversation_id_a486ed4c ON conversations_note USING btree (conversation_id);
CREATE UNIQUE INDEX conversations_note_once ON conversations_note USING btree (conversation_id, external_id) WHERE (NOT ((external_id)::text = ''::text));
CREATE UNIQUE INDEX conversations_one_wait ON conversations_queueentry USING btree (conversation_id) WHERE (left_at IS NULL);
CREATE INDEX conversations_open ON conversations_conversation USING btree (updated_at DESC, id DESC) WHERE (closed_at IS NULL);
CREATE INDEX conversations_queue ON conversations_queueentry USING btree (team_id, joined_at, id) WHERE (left_at IS NULL);
CREATE INDEX conversations_queue_left ON conversations_queueentry USING btree (team_id, left_at);
CREATE INDEX conversations_queueentry_conversation_id_1688826b ON conversations_queueentry USING btree (conversation_id);
CREATE INDEX conversations_queueentry_taken_by_id_670c0cae ON conversations_queueentry USING btree (taken_by_id);
CREATE INDEX conversations_queueentry_team_id_f492a931 ON conversations_queueentry USING btree (team_id);
CREATE INDEX conversations_recent ON conversations_conversation USING btree (updated_at DESC, id DESC);
CREATE INDEX conversations_viewer_conversation_id_1fcb490a ON conversations_viewer USING btree (conversation_id);
CREATE INDEX conversations_viewer_user_id_ef0ff6f6 ON conversations_viewer USING btree (user_id);
CREATE INDEX conversations_waiting ON conversations_conversation USING btree (waiting_customer_since) WHERE ((closed_at IS NULL) AND (waiting_customer_since IS NOT NULL));
CREATE INDEX disputes_alerts_open ON disputes_disputealert USING btree (at, id) WHERE (done_at IS NULL);
CREATE INDEX disputes_alerts_untold ON disputes_disputealert USING btree (whom) WHERE ((done_at IS NULL) AND (told_at IS NULL));
CREATE INDEX disputes_by_state ON disputes_dispute USING btree (state, state_since DESC);
CREATE INDEX disputes_dispute_adjudicator_id_c3de396b ON disputes_dispute USING btree (adjudicator_id);
CREATE INDEX disputes_dispute_conversation_id_67ef828a ON disputes_dispute USING btree (conversation_id);
CREATE INDEX disputes_dispute_customer_id_5131a5d9 ON disputes_dispute USING btree (customer_id);
CREATE INDEX disputes_dispute_linked_to_id_2618f338 ON disputes_dispute USING btree (linked_to_id);
CREATE INDEX disputes_dispute_number_20b508a0_like ON disputes_dispute USING btree (number varchar_pattern_ops);
CREATE INDEX disputes_dispute_order_id_0f24a9e3 ON disputes_dispute USING btree (order_id);
CREATE INDEX disputes_dispute_seller_id_e000d568 ON disputes_dispute USING btree (seller_id);
CREATE INDEX disputes_disputealert_dispute_id_99fdd8f7 ON disputes_disputealert USING btree (dispute_id);
CREATE INDEX disputes_disputealert_taken_by_id_a3b1c652 ON disputes_disputealert USING btree (taken_by_id);
CREATE INDEX disputes_disputeevent_dispute_id_f1447918 ON disputes_disputeevent USING btree (dispute_id);
CREATE INDEX disputes_disputeline_dispute_id_b5185a7a ON disputes_disputeline USING btree (dispute_id);
CREATE INDEX disputes_disputeline_order_id_8d9b15e6 ON disputes_disputeline USING btree (order_id);
CREATE INDEX disputes_disputepolicyversion_published_by_id_9abccd27 ON disputes_disputepolicyversion USING btree (published_by_id);
CREATE INDEX disputes_disputetext_dispute_id_0cf0c37a ON disputes_disputetext USING btree (dispute_id);
CREATE INDEX disputes_disputetexttranslation_text_id_3fd1bd65 ON disputes_disputetexttranslation USING btree (text_id);
CREATE INDEX disputes_due ON disputes_dispute USING btree (next_due_at, id) WHERE (next_due_at IS NOT NULL);
CREATE INDEX disputes_event_at ON disputes_disputeevent USING btree (at);
CREATE UNIQUE INDEX disputes_event_key_once ON disputes_disputeevent USING btree (dispute_id, key) WHERE (NOT ((key)::text = ''::text));
CREATE INDEX disputes_event_name ON disputes_disputeevent USING btree (name, at);
CREATE INDEX disputes_evidenceitem_dispute_id_a3d24338 ON disputes_evidenceitem USING btree (dispute_id);
CREATE INDEX disputes_evidenceitem_snapshot_id_9e95f876 ON disputes_evidenceitem USING btree (snapshot_id);
CREATE INDEX disputes_evidenceitem_supersedes_id_ebd19d98 ON disputes_evidenceitem USING btree (supersedes_id);
CREATE INDEX disputes_evidenceitem_upload_id_2b6c1f3f ON disputes_evidenceitem USING btree (upload_id);
CREATE INDEX disputes_of_customer ON disputes_dispute USING btree (customer_id, created_at DESC, id DESC);
CREATE INDEX disputes_of_order ON disputes_dispute USING btree (order_id);
CREATE INDEX disputes_of_seller ON disputes_dispute USING btree (seller_id, deadline_at, id);
CREATE UNIQUE INDEX disputes_one_open_per_line ON disputes_disputeline USING btree (order_id, line) WHERE is_open;
CREATE INDEX disputes_queue ON disputes_dispute USING btree (deadline_at, id) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_queue_by_amount ON disputes_dispute USING btree (amount) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_queue_by_currency ON disputes_dispute USING btree (currency, deadline_at, id) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_queue_by_language ON disputes_dispute USING btree (language, deadline_at, id) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_queue_by_person ON disputes_dispute USING btree (adjudicator_id, deadline_at, id) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_queue_by_state ON disputes_dispute USING btree (state, deadline_at, id) WHERE ((state)::text = ANY ((ARRAY['escalated'::character varying, 'in_review'::character varying, 'wait_evidence'::character varying, 'appeal_review'::character varying])::text[]));
CREATE INDEX disputes_resolved ON disputes_dispute USING btree (resolved_at) INCLUDE (outcome, decided_by, submitted_at) WHERE (resolved_at IS NOT NULL);
CREATE INDEX disputes_snapshot_dispute_id_c3c46445 ON disputes_snapshot USING btree (dispute_id);
CREATE INDEX disputes_submitted ON disputes_dispute USING btree (submitted_at) INCLUDE (reason, market, seller_id, customer_id, language) WHERE (submitted_at IS NOT NULL);
CREATE INDEX disputes_turn ON disputes_dispute USING gin (turn) WHERE is_open;
CREATE INDEX django_session_expire_date_a5c62663 ON django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON django_session USING btree (session_key varchar_pattern_ops);
CREATE UNIQUE INDEX files_one_copy_of_each ON files_upload USING btree (original_id) WHERE (original_id IS NOT NULL);
CREATE INDEX files_partial_expiry ON files_partialupload USING btree (expires_at);
CREATE INDEX files_partial_owner ON files_partialupload USING btree (owner) WHERE (finished_at IS NULL);
CREATE INDEX files_upload_content ON files_upload USING btree (sha256);
CREATE INDEX files_upload_looks ON files_upload USING gin ((ARRAY[((((picture_hash >> 0) & (511)::bigint) | (0)::bigint))::integer, ((((picture_hash >> 9) & (511)::bigint) | (1024)::bigint))::integer, ((((picture_hash >> 18) & (511)::bigint) | (2048)::bigint))::integer, ((((picture_hash >> 27) & (511)::bigint) | (3072)::bigint))::integer, ((((picture_hash >> 36) & (511)::bigint) | (4096)::bigint))::integer, ((((picture_hash >> 45) & (511)::bigint) | (5120)::bigint))::integer, ((((picture_hash >> 54) & (1023)::bigint) | (6144)::bigint))::integer])) WITH (fastupdate=off) WHERE ((original_id IS NULL) AND (picture_hash IS NOT NULL));
CREATE INDEX files_upload_original_id_7457c4ba ON files_upload USING btree (original_id);
CREATE INDEX files_upload_owner ON files_upload USING btree (owner) WHERE (NOT ((owner)::text = ''::text));
CREATE INDEX files_upload_to_scan ON files_upload USING btree (created_at) WHERE ((scan)::text = 'pending'::text);
CREATE INDEX files_upload_unclaimed ON files_upload USING btree (created_at) WHERE (claimed_at IS NULL);
CREATE INDEX history_event_action ON history_event USING btree (action, at);
CREATE INDEX history_event_actor_id_72f0fa99 ON history_event USING btree (actor_id);
CREATE INDEX history_event_subject ON history_event USING btree (subject, id);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX knowledge_article_slug_6d5129a0_like ON knowledge_article USING btree (slug varchar_pattern_ops);
CREATE INDEX knowledge_article_topic_id_47854c54 ON knowledge_article USING btree (topic_id);
CREATE INDEX knowledge_articleday_translation_id_aa97bafe ON knowledge_articleday USING btree (translation_id);
CREATE INDEX knowledge_articlefeedback_translation_id_3dae30cc ON knowledge_articlefeedback USING btree (translation_id);
CREATE INDEX knowledge_articletranslation_article_id_8a29b26a ON knowledge_articletranslation USING btree (article_id);
CREATE INDEX knowledge_articletranslation_latest_id_033bdf33 ON knowledge_articletranslation USING btree (latest_id);
CREATE INDEX knowledge_articletranslation_published_id_d9e61c66 ON knowledge_articletranslation USING btree (published_id);
CREATE INDEX knowledge_passage_translation_id_cdbd7c37 ON knowledge_passage USING btree (translation_id);
CREATE INDEX knowledge_passage_words ON knowledge_passage USING gin (words);
CREATE INDEX knowledge_revision_author_id_9b4f82b6 ON knowledge_revision USING btree (author_id);
CREATE INDEX knowledge_revision_translation_id_b8288e2b ON knowledge_revision USING btree (translation_id);
CREATE INDEX knowledge_topic_parent_id_09ff7429 ON knowledge_topic USING btree (parent_id);
CREATE INDEX knowledge_topic_slug_aa19d2fb ON knowledge_topic USING btree (slug);
CREATE INDEX knowledge_topic_slug_aa19d2fb_like ON knowledge_topic USING btree (slug varchar_pattern_ops);
CREATE INDEX knowledge_topictitle_topic_id_a1f64f17 ON knowledge_topictitle USING btree (topic_id);
CREATE INDEX learning_evidence_age ON learning_evidence USING btree (asked_at);
CREATE INDEX learning_evidence_conversation_id_e3de5fc8 ON learning_evidence USING btree (conversation_id);
CREATE INDEX learning_evidence_gap_id_c71dc055 ON learning_evidence USING btree (gap_id);
CREATE INDEX learning_evidence_proposal_id_643b9807 ON learning_evidence USING btree (proposal_id);
CREATE INDEX learning_gap_decided_by_id_df502570 ON learning_gap USING btree (decided_by_id);
CREATE INDEX learning_gap_open ON learning_gap USING btree (recent DESC, count DESC, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX learning_proposal_article ON learning_proposal USING btree (article, language);
CREATE INDEX learning_proposal_decided_by_id_635831a6 ON learning_proposal USING btree (decided_by_id);
CREATE INDEX learning_proposal_open ON learning_proposal USING btree (article, count DESC, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX learning_unanswered ON learning_evidence USING btree (asked_at DESC, id) WHERE ((source)::text = 'unanswered'::text);
CREATE INDEX loket_cache_expires ON loket_cache USING btree (expires);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON mfa_authenticator USING btree (user_id);
CREATE INDEX notices_about ON notices_notice USING btree (subject, id);
CREATE INDEX notices_accepted ON notices_notice USING btree (recipient_kind, recipient_id, accepted_at);
CREATE INDEX notices_attempt_notice_id_3a04cf34 ON notices_attempt USING btree (notice_id);
CREATE INDEX notices_attempt_pace ON notices_attempt USING btree (destination, began_at);
CREATE INDEX notices_by_state ON notices_notice USING btree (state, id DESC);
CREATE INDEX notices_demo_letter_newest ON notices_demoletter USING btree (sent_at DESC);
CREATE INDEX notices_demoletter_reference_f0988c39_like ON notices_demoletter USING btree (reference varchar_pattern_ops);
CREATE INDEX notices_due ON notices_notice USING btree (is_urgent DESC, next_attempt_at, id) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying])::text[]));
CREATE INDEX notices_expiring ON notices_notice USING btree (expires_at) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying])::text[]));
CREATE INDEX notices_folded ON notices_notice USING btree (folded_into_id) WHERE (folded_into_id IS NOT NULL);
CREATE INDEX notices_for_a_person ON notices_notice USING btree (ended_at) WHERE ((seen_at IS NULL) AND ((state)::text = ANY ((ARRAY['failed'::character varying, 'unreachable'::character varying])::text[])));
CREATE INDEX notices_in_hand ON notices_notice USING btree (slot) WHERE ((state)::text = 'sending'::text);
CREATE INDEX notices_notice_folded_into_id_3d1783d4 ON notices_notice USING btree (folded_into_id);
CREATE INDEX notices_notice_key_e6f8d5bc_like ON notices_notice USING btree (key varchar_pattern_ops);
CREATE INDEX notices_notice_seen_by_id_cf8edf6e ON notices_notice USING btree (seen_by_id);
CREATE INDEX notices_of_recipient ON notices_notice USING btree (recipient_kind, recipient_id, subject);
CREATE INDEX notices_unsent ON notices_notice USING btree (recipient_kind, recipient_id, thread, id) WHERE (((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying, 'sending'::character varying])::text[])) OR ((accepted_at IS NULL) AND ((state)::text = 'folded'::text)));
CREATE INDEX orders_checkout ON orders_order USING btree (checkout_id) WHERE (NOT ((checkout_id)::text = ''::text));
CREATE INDEX orders_code_of_customer ON orders_onetimecode USING btree (customer_id, created_at DESC);
CREATE INDEX orders_code_of_number ON orders_onetimecode USING btree (number_key, created_at DESC);
CREATE INDEX orders_code_of_order ON orders_onetimecode USING btree (order_id, created_at DESC);
CREATE INDEX orders_coupon_order_id_91560680 ON orders_coupon USING btree (order_id);
CREATE INDEX orders_demoinstruction_key_8c77fe48_like ON orders_demoinstruction USING btree (key varchar_pattern_ops);
CREATE INDEX orders_email ON orders_order USING btree (contact_email) WHERE (NOT ((contact_email)::text = ''::text));
CREATE INDEX orders_ledger_due ON orders_ledgerentry USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying, 'sending'::character varying, 'accepted'::character varying])::text[]));
CREATE INDEX orders_ledger_for_people ON orders_ledgerentry USING btree (created_at) WHERE ((state)::text = ANY ((ARRAY['awaiting_approval'::character varying, 'needs_person'::character varying])::text[]));
CREATE INDEX orders_ledger_of_account ON orders_ledgerentry USING btree (((details -> 'account'::text))) WHERE (((kind)::text = 'refund'::text) AND (NOT ((destination)::text = ANY ((ARRAY[''::character varying, 'original'::character varying, 'store_credit'::character varying])::text[]))));
CREATE INDEX orders_ledger_of_order ON orders_ledgerentry USING btree (order_id, created_at);
CREATE INDEX orders_ledgerentry_asked_by_staff_id_897845fe ON orders_ledgerentry USING btree (asked_by_staff_id);
CREATE INDEX orders_ledgerentry_decided_by_staff_id_a86633ab ON orders_ledgerentry USING btree (decided_by_staff_id);
CREATE INDEX orders_ledgerentry_idempotency_key_e0d9feb4_like ON orders_ledgerentry USING btree (idempotency_key varchar_pattern_ops);
CREATE INDEX orders_ledgerentry_order_id_cf4e9203 ON orders_ledgerentry USING btree (order_id);
CREATE INDEX orders_ledgerentry_part_of_id_7b79d3b6 ON orders_ledgerentry USING btree (part_of_id);
CREATE INDEX orders_ledgerentry_payment_id_8fcfedc5 ON orders_ledgerentry USING btree (payment_id);
CREATE INDEX orders_name_begins ON orders_order USING btree (upper((contact_name)::text) text_pattern_ops);
CREATE INDEX orders_number_key ON orders_order USING btree (number_key);
CREATE INDEX orders_of_customer ON orders_order USING btree (customer_id, placed_at DESC, id DESC) INCLUDE (number, state);
CREATE INDEX orders_onetimecode_customer_id_3d051218 ON orders_onetimecode USING btree (customer_id);
CREATE INDEX orders_onetimecode_order_id_0616f38b ON orders_onetimecode USING btree (order_id);
CREATE INDEX orders_order_number_abc9e0f2_like ON orders_order USING btree (number varchar_pattern_ops);
CREATE INDEX orders_order_seller_id_9df17eb1 ON orders_order USING btree (seller_id);
CREATE INDEX orders_orderchange_order_id_74ca8946 ON orders_orderchange USING btree (order_id);
CREATE INDEX orders_ordergrant_customer_id_ce456e32 ON orders_ordergrant USING btree (customer_id);
CREATE INDEX orders_ordergrant_order_id_dddbd216 ON orders_ordergrant USING btree (order_id);
CREATE INDEX orders_orderitem_order_id_fe61a34d ON orders_orderitem USING btree (order_id);
CREATE INDEX orders_ordertask_done_by_id_af1512b9 ON orders_ordertask USING btree (done_by_id);
CREATE INDEX orders_ordertask_entry_id_63550802 ON orders_ordertask USING btree (entry_id);
CREATE INDEX orders_ordertask_order_id_e1e3670a ON orders_ordertask USING btree (order_id);
CREATE INDEX orders_payment_charged_back ON orders_payment USING btree (order_id) WHERE (NOT ((chargeback_id)::text = ''::text));
CREATE INDEX orders_payment_of_order ON orders_payment USING btree (order_id) INCLUDE (id, state);
CREATE INDEX orders_payment_reference ON orders_payment USING btree (reference);
CREATE INDEX orders_phone ON orders_order USING btree (contact_phone) WHERE (NOT ((contact_phone)::text = ''::text));
CREATE INDEX orders_policy_published_by_id_d3d8ee51 ON orders_policy USING btree (published_by_id);
CREATE INDEX orders_recent ON orders_order USING btree (placed_at DESC, id DESC);
CREATE INDEX orders_refund_entry_id_365d8746 ON orders_refund USING btree (entry_id);
CREATE INDEX orders_refund_payment_id_a6b07753 ON orders_refund USING btree (payment_id);
CREATE INDEX orders_refund_unsettled ON orders_refund USING btree (payment_id) WHERE (NOT ((state)::text = 'settled'::text));
CREATE INDEX orders_shipment_order_id_661ed8ed ON orders_shipment USING btree (order_id);
CREATE INDEX orders_talk_in_order ON orders_talkmessage USING btree (order_id, sent_at, id);
CREATE INDEX orders_talk_said_lately ON orders_talkmessage USING btree (created_at) WHERE ((external_id)::text = ''::text);
CREATE UNIQUE INDEX orders_talk_told_once ON orders_talkmessage USING btree (order_id, external_id) WHERE (NOT ((external_id)::text = ''::text));
CREATE UNIQUE INDEX orders_talk_written_once ON orders_talkmessage USING btree (order_id, sender, key) WHERE (NOT ((key)::text = ''::text));
CREATE INDEX orders_talkfile_message_id_7b960298 ON orders_talkfile USING btree (message_id);
CREATE INDEX orders_talkreader_order_id_f2af53ff ON orders_talkreader USING btree (order_id);
CREATE INDEX orders_talktranslation_message_id_ed6a8b89 ON orders_talktranslation USING btree (message_id);
CREATE INDEX orders_task_open ON orders_ordertask USING btree (created_at) WHERE (done_at IS NULL);
CREATE INDEX orders_tracking_key ON orders_shipment USING btree (tracking_key) WHERE (NOT ((tracking_key)::text = ''::text));
CREATE INDEX orders_trackingevent_shipment_id_a6d426c7 ON orders_trackingevent USING btree (shipment_id);
CREATE INDEX people_customer_email ON people_customer USING btree (email) WHERE (NOT ((email)::text = ''::text));
CREATE INDEX people_identitykey_kid_2c59218a_like ON people_identitykey USING btree (kid varchar_pattern_ops);
CREATE INDEX people_seller_email ON people_seller USING btree (email) WHERE (NOT ((email)::text = ''::text));
CREATE INDEX people_seller_external_id_329530b0_like ON people_seller USING btree (external_id varchar_pattern_ops);
CREATE INDEX people_sellerlink_digest_fcdefa3c_like ON people_sellerlink USING btree (digest varchar_pattern_ops);
CREATE INDEX people_sellerlink_seller_id_101dfc1e ON people_sellerlink USING btree (seller_id);
CREATE INDEX people_serverkey_created_by_id_a514db27 ON people_serverkey USING btree (created_by_id);
CREATE INDEX people_serverkey_digest_bbf235e4_like ON people_serverkey USING btree (digest varchar_pattern_ops);
CREATE INDEX people_signinlink_digest_64ff0c9c_like ON people_signinlink USING btree (digest varchar_pattern_ops);
CREATE INDEX people_signinlink_user_id_56ae9535 ON people_signinlink USING btree (user_id);
CREATE INDEX people_team_members_team_id_f95ec731 ON people_team_members USING btree (team_id);
CREATE INDEX people_team_members_user_id_25d5316a ON people_team_members USING btree (user_id);
CREATE INDEX people_team_slug_f0035d4b_like ON people_team USING btree (slug varchar_pattern_ops);
CREATE INDEX people_user_email_1f424fe4_like ON people_user USING btree (email varchar_pattern_ops);
CREATE INDEX people_user_groups_group_id_1f0237d0 ON people_user_groups USING btree (group_id);
CREATE INDEX people_user_groups_user_id_290df956 ON people_user_groups USING btree (user_id);
CREATE INDEX people_user_user_permissions_permission_id_55f01ef0 ON people_user_user_permissions USING btree (permission_id);
CREATE INDEX people_user_user_permissions_user_id_7d19557b ON people_user_user_permissions USING btree (user_id);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::procrastinate_job_status, 'doing'::procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX promises_due ON promises_promise USING btree (due_at) WHERE (stopped_at IS NULL);
CREATE INDEX promises_look ON promises_promise USING btree (look_at) WHERE (stopped_at IS NULL);
CREATE UNIQUE INDEX promises_one_running ON promises_promise USING btree (conversation_id) WHERE (stopped_at IS NULL);
CREATE INDEX promises_promise_conversation_id_ac864b49 ON promises_promise USING btree (conversation_id);
CREATE INDEX promises_promiseruleversion_changed_by_id_f78d2f6c ON promises_promiseruleversion USING btree (changed_by_id);
CREATE INDEX promises_promiseruleversion_rule_id_ef402b9e ON promises_promiseruleversion USING btree (rule_id);
CREATE INDEX reception_pace_age ON reception_pace USING btree (began_at);
CREATE INDEX reception_pace_caller_7a6403bc_like ON reception_pace USING btree (caller varchar_pattern_ops);
CREATE INDEX surveys_rating_agent_id_c9079f3c ON surveys_rating USING btree (agent_id);
CREATE INDEX surveys_rating_conversation_id_e8c56b02 ON surveys_rating USING btree (conversation_id);
CREATE INDEX texts_readytext_team_id_c913f34a ON texts_readytext USING btree (team_id);
CREATE INDEX texts_readytextrevision_author_id_31a2bd96 ON texts_readytextrevision USING btree (author_id);
CREATE INDEX texts_readytextrevision_translation_id_46d8826c ON texts_readytextrevision USING btree (translation_id);
CREATE INDEX texts_readytexttranslation_ready_text_id_87bac65f ON texts_readytexttranslation USING btree (ready_text_id);
CREATE INDEX texts_readytexttranslation_updated_by_id_5be0d32d ON texts_readytexttranslation USING btree (updated_by_id);
CREATE INDEX translation_memoryentry_approved_by_id_0c59984b ON translation_memoryentry USING btree (approved_by_id);
CREATE UNIQUE INDEX translation_term_once ON translation_glossaryterm USING btree (language, target_language, lower((term)::text));
CREATE UNIQUE INDEX unique_authenticator_type ON mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX webhooks_delivery_endpoint_id_6cbee67d ON webhooks_delivery USING btree (endpoint_id);
CREATE INDEX webhooks_ended ON webhooks_delivery USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX webhooks_endpoint_created_by_id_f1288ec5 ON webhooks_endpoint USING btree (created_by_id);
CREATE INDEX webhooks_endpoint_key_id_9e1be880 ON webhooks_endpoint USING btree (key_id);
CREATE INDEX webhooks_of_subject ON webhooks_delivery USING btree (endpoint_id, subject, event DESC);
CREATE INDEX webhooks_waiting ON webhooks_delivery USING btree (endpoint_id, subject, event) WHERE ((state)::text = 'waiting'::text);
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::procrastinate_job_status))) EXECUTE FUNCTION procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::procrastinate_job_status))) EXECUTE FUNCTION procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status)) EXECUTE FUNCTION procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION procrastinate_trigger_function_status_events_update_v1();
ALTER TABLE ONLY account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY assistant_answertrace
    ADD CONSTRAINT assistant_answertrac_conversation_id_ca4401a2_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY assistant_answertrace
    ADD CONSTRAINT assistant_answertrac_message_id_fb739bf7_fk_conversat FOREIGN KEY (message_id) REFERENCES conversations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY assistant_evaluationline
    ADD CONSTRAINT assistant_evaluation_run_id_103e2fba_fk_assistant FOREIGN KEY (run_id) REFERENCES assistant_evaluationrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY assistant_evaluationrun
    ADD CONSTRAINT assistant_evaluation_started_by_id_57844e1b_fk_people_us FOREIGN KEY (started_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_extrahours
    ADD CONSTRAINT calendars_extrahours_team_id_8ce77c11_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_holiday
    ADD CONSTRAINT calendars_holiday_team_id_ed88aeb6_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_plannedpause
    ADD CONSTRAINT calendars_plannedpause_team_id_fe9a0a33_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_publicholiday
    ADD CONSTRAINT calendars_publicholiday_team_id_e65b729a_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_serviceinterval
    ADD CONSTRAINT calendars_serviceinterval_team_id_19856a19_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY calendars_teamholidays
    ADD CONSTRAINT calendars_teamholidays_team_id_1b62fcfd_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_attachment
    ADD CONSTRAINT conversations_attach_message_id_9179b1e8_fk_conversat FOREIGN KEY (message_id) REFERENCES conversations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_attachment
    ADD CONSTRAINT conversations_attachment_upload_id_ea24ce0f_fk_files_upload_id FOREIGN KEY (upload_id) REFERENCES files_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversationtoken
    ADD CONSTRAINT conversations_conver_conversation_id_005e9475_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conver_customer_id_afb78c4a_fk_people_cu FOREIGN KEY (customer_id) REFERENCES people_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conver_server_key_id_381ce41a_fk_people_se FOREIGN KEY (server_key_id) REFERENCES people_serverkey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conversation_agent_id_e9d60626_fk_people_user_id FOREIGN KEY (agent_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conversation_order_id_25b67bf0_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_conversation
    ADD CONSTRAINT conversations_conversation_team_id_c9f144f2_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_delivery
    ADD CONSTRAINT conversations_delive_message_id_1f22aefb_fk_conversat FOREIGN KEY (message_id) REFERENCES conversations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_message
    ADD CONSTRAINT conversations_messag_conversation_id_f1a2d5e9_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_messagetranslation
    ADD CONSTRAINT conversations_messag_message_id_f7c3c4ec_fk_conversat FOREIGN KEY (message_id) REFERENCES conversations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_message
    ADD CONSTRAINT conversations_message_agent_id_c92fbb99_fk_people_user_id FOREIGN KEY (agent_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_note
    ADD CONSTRAINT conversations_note_author_id_53566395_fk_people_user_id FOREIGN KEY (author_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_note
    ADD CONSTRAINT conversations_note_conversation_id_a486ed4c_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_queueentry
    ADD CONSTRAINT conversations_queuee_conversation_id_1688826b_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_queueentry
    ADD CONSTRAINT conversations_queueentry_taken_by_id_670c0cae_fk_people_user_id FOREIGN KEY (taken_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_queueentry
    ADD CONSTRAINT conversations_queueentry_team_id_f492a931_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_viewer
    ADD CONSTRAINT conversations_viewer_conversation_id_1fcb490a_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY conversations_viewer
    ADD CONSTRAINT conversations_viewer_user_id_ef0ff6f6_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_adjudicator_id_c3de396b_fk_people_user_id FOREIGN KEY (adjudicator_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_conversation_id_67ef828a_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_customer_id_5131a5d9_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES people_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_linked_to_id_2618f338_fk_disputes_dispute_id FOREIGN KEY (linked_to_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_order_id_0f24a9e3_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_dispute
    ADD CONSTRAINT disputes_dispute_seller_id_e000d568_fk_people_seller_id FOREIGN KEY (seller_id) REFERENCES people_seller(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputealert
    ADD CONSTRAINT disputes_disputealer_dispute_id_99fdd8f7_fk_disputes_ FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputealert
    ADD CONSTRAINT disputes_disputealert_taken_by_id_a3b1c652_fk_people_user_id FOREIGN KEY (taken_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputeevent
    ADD CONSTRAINT disputes_disputeeven_dispute_id_f1447918_fk_disputes_ FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputeline
    ADD CONSTRAINT disputes_disputeline_dispute_id_b5185a7a_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputeline
    ADD CONSTRAINT disputes_disputeline_order_id_8d9b15e6_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputepolicyversion
    ADD CONSTRAINT disputes_disputepoli_published_by_id_9abccd27_fk_people_us FOREIGN KEY (published_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputetext
    ADD CONSTRAINT disputes_disputetext_dispute_id_0cf0c37a_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_disputetexttranslation
    ADD CONSTRAINT disputes_disputetext_text_id_3fd1bd65_fk_disputes_ FOREIGN KEY (text_id) REFERENCES disputes_disputetext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_evidenceitem
    ADD CONSTRAINT disputes_evidenceite_dispute_id_a3d24338_fk_disputes_ FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_evidenceitem
    ADD CONSTRAINT disputes_evidenceite_snapshot_id_9e95f876_fk_disputes_ FOREIGN KEY (snapshot_id) REFERENCES disputes_snapshot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_evidenceitem
    ADD CONSTRAINT disputes_evidenceite_supersedes_id_ebd19d98_fk_disputes_ FOREIGN KEY (supersedes_id) REFERENCES disputes_evidenceitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_evidenceitem
    ADD CONSTRAINT disputes_evidenceitem_upload_id_2b6c1f3f_fk_files_upload_id FOREIGN KEY (upload_id) REFERENCES files_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY disputes_snapshot
    ADD CONSTRAINT disputes_snapshot_dispute_id_c3c46445_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY files_upload
    ADD CONSTRAINT files_upload_original_id_7457c4ba_fk_files_upload_id FOREIGN KEY (original_id) REFERENCES files_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY history_event
    ADD CONSTRAINT history_event_actor_id_72f0fa99_fk_people_user_id FOREIGN KEY (actor_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_article
    ADD CONSTRAINT knowledge_article_topic_id_47854c54_fk_knowledge_topic_id FOREIGN KEY (topic_id) REFERENCES knowledge_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_articleday
    ADD CONSTRAINT knowledge_articleday_translation_id_aa97bafe_fk_knowledge FOREIGN KEY (translation_id) REFERENCES knowledge_articletranslation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_articlefeedback
    ADD CONSTRAINT knowledge_articlefee_translation_id_3dae30cc_fk_knowledge FOREIGN KEY (translation_id) REFERENCES knowledge_articletranslation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_articletranslation
    ADD CONSTRAINT knowledge_articletra_article_id_8a29b26a_fk_knowledge FOREIGN KEY (article_id) REFERENCES knowledge_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_articletranslation
    ADD CONSTRAINT knowledge_articletra_latest_id_033bdf33_fk_knowledge FOREIGN KEY (latest_id) REFERENCES knowledge_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_articletranslation
    ADD CONSTRAINT knowledge_articletra_published_id_d9e61c66_fk_knowledge FOREIGN KEY (published_id) REFERENCES knowledge_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_passage
    ADD CONSTRAINT knowledge_passage_translation_id_cdbd7c37_fk_knowledge FOREIGN KEY (translation_id) REFERENCES knowledge_articletranslation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_revision
    ADD CONSTRAINT knowledge_revision_author_id_9b4f82b6_fk_people_user_id FOREIGN KEY (author_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_revision
    ADD CONSTRAINT knowledge_revision_translation_id_b8288e2b_fk_knowledge FOREIGN KEY (translation_id) REFERENCES knowledge_articletranslation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_topic
    ADD CONSTRAINT knowledge_topic_parent_id_09ff7429_fk_knowledge_topic_id FOREIGN KEY (parent_id) REFERENCES knowledge_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY knowledge_topictitle
    ADD CONSTRAINT knowledge_topictitle_topic_id_a1f64f17_fk_knowledge_topic_id FOREIGN KEY (topic_id) REFERENCES knowledge_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY learning_evidence
    ADD CONSTRAINT learning_evidence_conversation_id_e3de5fc8_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY learning_evidence
    ADD CONSTRAINT learning_evidence_gap_id_c71dc055_fk_learning_gap_id FOREIGN KEY (gap_id) REFERENCES learning_gap(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY learning_evidence
    ADD CONSTRAINT learning_evidence_proposal_id_643b9807_fk_learning_proposal_id FOREIGN KEY (proposal_id) REFERENCES learning_proposal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY learning_gap
    ADD CONSTRAINT learning_gap_decided_by_id_df502570_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY learning_proposal
    ADD CONSTRAINT learning_proposal_decided_by_id_635831a6_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY notices_attempt
    ADD CONSTRAINT notices_attempt_notice_id_3a04cf34_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY notices_notice
    ADD CONSTRAINT notices_notice_folded_into_id_3d1783d4_fk_notices_notice_id FOREIGN KEY (folded_into_id) REFERENCES notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY notices_notice
    ADD CONSTRAINT notices_notice_seen_by_id_cf8edf6e_fk_people_user_id FOREIGN KEY (seen_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_coupon
    ADD CONSTRAINT orders_coupon_order_id_91560680_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_asked_by_staff_id_897845fe_fk_people_user_id FOREIGN KEY (asked_by_staff_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_decided_by_staff_id_a86633ab_fk_people_us FOREIGN KEY (decided_by_staff_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_order_id_cf4e9203_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_part_of_id_7b79d3b6_fk_orders_ledgerentry_id FOREIGN KEY (part_of_id) REFERENCES orders_ledgerentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ledgerentry
    ADD CONSTRAINT orders_ledgerentry_payment_id_8fcfedc5_fk_orders_payment_id FOREIGN KEY (payment_id) REFERENCES orders_payment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_onetimecode
    ADD CONSTRAINT orders_onetimecode_customer_id_3d051218_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES people_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_onetimecode
    ADD CONSTRAINT orders_onetimecode_order_id_0616f38b_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_order
    ADD CONSTRAINT orders_order_customer_id_0b76f6a4_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES people_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_order
    ADD CONSTRAINT orders_order_seller_id_9df17eb1_fk_people_seller_id FOREIGN KEY (seller_id) REFERENCES people_seller(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_orderchange
    ADD CONSTRAINT orders_orderchange_order_id_74ca8946_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ordergrant
    ADD CONSTRAINT orders_ordergrant_customer_id_ce456e32_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES people_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ordergrant
    ADD CONSTRAINT orders_ordergrant_order_id_dddbd216_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_orderitem
    ADD CONSTRAINT orders_orderitem_order_id_fe61a34d_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ordertask
    ADD CONSTRAINT orders_ordertask_done_by_id_af1512b9_fk_people_user_id FOREIGN KEY (done_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ordertask
    ADD CONSTRAINT orders_ordertask_entry_id_63550802_fk_orders_ledgerentry_id FOREIGN KEY (entry_id) REFERENCES orders_ledgerentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_ordertask
    ADD CONSTRAINT orders_ordertask_order_id_e1e3670a_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_payment
    ADD CONSTRAINT orders_payment_order_id_bdccf250_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_policy
    ADD CONSTRAINT orders_policy_published_by_id_d3d8ee51_fk_people_user_id FOREIGN KEY (published_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_refund
    ADD CONSTRAINT orders_refund_entry_id_365d8746_fk_orders_ledgerentry_id FOREIGN KEY (entry_id) REFERENCES orders_ledgerentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_refund
    ADD CONSTRAINT orders_refund_payment_id_a6b07753_fk_orders_payment_id FOREIGN KEY (payment_id) REFERENCES orders_payment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_shipment
    ADD CONSTRAINT orders_shipment_order_id_661ed8ed_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_talkfile
    ADD CONSTRAINT orders_talkfile_message_id_7b960298_fk_orders_talkmessage_id FOREIGN KEY (message_id) REFERENCES orders_talkmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_talkfile
    ADD CONSTRAINT orders_talkfile_upload_id_99fccde6_fk_files_upload_id FOREIGN KEY (upload_id) REFERENCES files_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_talkmessage
    ADD CONSTRAINT orders_talkmessage_order_id_d2f23a86_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_talkreader
    ADD CONSTRAINT orders_talkreader_order_id_f2af53ff_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES orders_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_talktranslation
    ADD CONSTRAINT orders_talktranslati_message_id_ed6a8b89_fk_orders_ta FOREIGN KEY (message_id) REFERENCES orders_talkmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY orders_trackingevent
    ADD CONSTRAINT orders_trackingevent_shipment_id_a6d426c7_fk_orders_shipment_id FOREIGN KEY (shipment_id) REFERENCES orders_shipment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_sellerlink
    ADD CONSTRAINT people_sellerlink_seller_id_101dfc1e_fk_people_seller_id FOREIGN KEY (seller_id) REFERENCES people_seller(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_serverkey
    ADD CONSTRAINT people_serverkey_created_by_id_a514db27_fk_people_user_id FOREIGN KEY (created_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_signinlink
    ADD CONSTRAINT people_signinlink_user_id_56ae9535_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_team_members
    ADD CONSTRAINT people_team_members_team_id_f95ec731_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_team_members
    ADD CONSTRAINT people_team_members_user_id_25d5316a_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_user_groups
    ADD CONSTRAINT people_user_groups_group_id_1f0237d0_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_290df956_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_user_user_permissions
    ADD CONSTRAINT people_user_user_per_permission_id_55f01ef0_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_user_id_7d19557b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES procrastinate_jobs(id);
ALTER TABLE ONLY promises_promise
    ADD CONSTRAINT promises_promise_conversation_id_ac864b49_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY promises_promise
    ADD CONSTRAINT promises_promise_replaced_by_id_72240d25_fk_promises_promise_id FOREIGN KEY (replaced_by_id) REFERENCES promises_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY promises_promiseruleversion
    ADD CONSTRAINT promises_promiserule_changed_by_id_f78d2f6c_fk_people_us FOREIGN KEY (changed_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY promises_promiseruleversion
    ADD CONSTRAINT promises_promiserule_rule_id_ef402b9e_fk_promises_ FOREIGN KEY (rule_id) REFERENCES promises_promiserule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY reception_told
    ADD CONSTRAINT reception_told_conversation_id_4c688ad8_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY surveys_rating
    ADD CONSTRAINT surveys_rating_agent_id_c9079f3c_fk_people_user_id FOREIGN KEY (agent_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY surveys_rating
    ADD CONSTRAINT surveys_rating_conversation_id_e8c56b02_fk_conversat FOREIGN KEY (conversation_id) REFERENCES conversations_conversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY texts_readytext
    ADD CONSTRAINT texts_readytext_team_id_c913f34a_fk_people_team_id FOREIGN KEY (team_id) REFERENCES people_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY texts_readytextrevision
    ADD CONSTRAINT texts_readytextrevis_translation_id_46d8826c_fk_texts_rea FOREIGN KEY (translation_id) REFERENCES texts_readytexttranslation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY texts_readytextrevision
    ADD CONSTRAINT texts_readytextrevision_author_id_31a2bd96_fk_people_user_id FOREIGN KEY (author_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY texts_readytexttranslation
    ADD CONSTRAINT texts_readytexttrans_ready_text_id_87bac65f_fk_texts_rea FOREIGN KEY (ready_text_id) REFERENCES texts_readytext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY texts_readytexttranslation
    ADD CONSTRAINT texts_readytexttrans_updated_by_id_5be0d32d_fk_people_us FOREIGN KEY (updated_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY translation_memoryentry
    ADD CONSTRAINT translation_memoryen_approved_by_id_0c59984b_fk_people_us FOREIGN KEY (approved_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY webhooks_delivery
    ADD CONSTRAINT webhooks_delivery_endpoint_id_6cbee67d_fk_webhooks_endpoint_id FOREIGN KEY (endpoint_id) REFERENCES webhooks_endpoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_created_by_id_f1288ec5_fk_people_user_id FOREIGN KEY (created_by_id) REFERENCES people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_key_id_9e1be880_fk_people_serverkey_id FOREIGN KEY (key_id) REFERENCES people_serverkey(id) DEFERRABLE INITIALLY DEFERRED;
INSERT INTO django_migrations (app, name, applied) VALUES
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('api', '0001_initial', now()),
    ('api', '0002_drop_pace', now()),
    ('assistant', '0001_initial', now()),
    ('assistant', '0002_initial', now()),
    ('assistant', '0003_evaluation_runs', now()),
    ('assistant', '0004_answer_policies', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('calendars', '0001_initial', now()),
    ('calendars', '0002_initial', now()),
    ('calendars', '0003_public_holidays_and_pauses', now()),
    ('channels', '0001_initial', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('conversations', '0001_initial', now()),
    ('conversations', '0002_initial', now()),
    ('conversations', '0003_note_once', now()),
    ('conversations', '0004_message_words', now()),
    ('conversations', '0005_order_and_flow', now()),
    ('conversations', '0006_translations', now()),
    ('disputes', '0001_initial', now()),
    ('disputes', '0002_queue_by_amount', now()),
    ('disputes', '0003_numbers_and_alerts', now()),
    ('disputes', '0004_queue_by_person_and_state', now()),
    ('files', '0001_initial', now()),
    ('files', '0002_evidence', now()),
    ('files', '0003_pictures_by_looks', now()),
    ('history', '0001_initial', now()),
    ('history', '0002_initial', now()),
    ('history', '0003_no_notify_inside_transactions', now()),
    ('knowledge', '0001_initial', now()),
    ('knowledge', '0002_initial', now()),
    ('knowledge', '0003_contents', now()),
    ('knowledge', '0004_revision_same_text_as', now()),
    ('learning', '0001_initial', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('notices', '0001_initial', now()),
    ('orders', '0001_initial', now()),
    ('orders', '0002_demo_marketplace', now()),
    ('orders', '0003_name_begins', now()),
    ('orders', '0004_code_of_number', now()),
    ('orders', '0005_ledger_requests', now()),
    ('orders', '0006_fewer_pages', now()),
    ('orders', '0007_task_kinds', now()),
    ('orders', '0008_talk', now()),
    ('orders', '0009_payouts', now()),
    ('orders', '0010_chargebacks', now()),
    ('orders', '0011_talk_readers', now()),
    ('orders', '0012_refunds_of_accounts', now()),
    ('people', '0001_initial', now()),
    ('people', '0002_rate_limit_table', now()),
    ('people', '0003_seller', now()),
    ('people', '0004_seller_links', now()),
    ('people', '0005_alter_user_roles', now()),
    ('procrastinate', '0001_initial', now()),
    ('procrastinate', '0002_drop_started_at_column', now()),
    ('procrastinate', '0003_drop_started_at_column', now()),
    ('procrastinate', '0004_drop_procrastinate_version_table', now()),
    ('procrastinate', '0005_fix_procrastinate_fetch_job', now()),
    ('procrastinate', '0006_fix_trigger_status_events_insert', now()),
    ('procrastinate', '0007_add_queueing_lock_column', now()),
    ('procrastinate', '0008_close_fetch_job_race_condition', now()),
    ('procrastinate', '0009_add_defer_job_function', now()),
    ('procrastinate', '0010_add_procrastinate_periodic_defers', now()),
    ('procrastinate', '0011_add_foreign_key_index', now()),
    ('procrastinate', '0012_add_locks_to_periodic_defer', now()),
    ('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
    ('procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
    ('procrastinate', '0015_add_trigger_on_job_deletion', now()),
    ('procrastinate', '0016_delete_finished_jobs', now()),
    ('procrastinate', '0017_add_checks_to_finish_job', now()),
    ('procrastinate', '0018_add_checks_to_retry_job', now()),
    ('procrastinate', '0019_fix_finish_job_compat_issue', now()),
    ('procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
    ('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
    ('procrastinate', '0022_null_locks_excluded', now()),
    ('procrastinate', '0023_remove_old_finish_job_function', now()),
    ('procrastinate', '0024_job_id_bigint', now()),
    ('procrastinate', '0025_add_models', now()),
    ('procrastinate', '0026_add_job_priority', now()),
    ('procrastinate', '0027_add_periodic_job_priority', now()),
    ('procrastinate', '0028_add_cancel_states', now()),
    ('procrastinate', '0029_add_additional_params_to_retry_job', now()),
    ('procrastinate', '0030_alter_procrastinateevent_options', now()),
    ('procrastinate', '0031_add_indexes_for_fetch_job', now()),
    ('procrastinate', '0032_pre_cancel_notification', now()),
    ('procrastinate', '0033_post_cancel_notification', now()),
    ('procrastinate', '0034_pre_add_heartbeat', now()),
    ('procrastinate', '0035_post_add_heartbeat', now()),
    ('procrastinate', '0036_add_worker_model', now()),
    ('procrastinate', '0037_pre_batch_defer_jobs', now()),
    ('procrastinate', '0038_post_batch_defer_jobs', now()),
    ('procrastinate', '0039_pre_priority_lock_fetch_job', now()),
    ('procrastinate', '0040_pre_retry_failed_job', now()),
    ('procrastinate', '0041_post_retry_failed_job', now()),
    ('promises', '0001_initial', now()),
    ('promises', '0002_told_at', now()),
    ('reception', '0001_pace', now()),
    ('reception', '0002_told', now()),
    ('sessions', '0001_initial', now()),
    ('surveys', '0001_initial', now()),
    ('texts', '0001_initial', now()),
    ('translation', '0001_initial', now()),
    ('webhooks', '0001_initial', now());
