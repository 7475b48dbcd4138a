-- The schema as it is after every migration, made from the catalogue. To read, not to run.

TABLE audit_event PARTITION BY RANGE (recorded_at) -- 25 partitions
    subject                  text NOT NULL
    sequence                 bigint NOT NULL
    recorded_at              timestamp with time zone NOT NULL
    actor                    text NOT NULL
    role                     text NOT NULL
    organisation             text NOT NULL
    operation                text NOT NULL
    outcome                  text NOT NULL
    request_id               uuid
    previous_hash            bytea NOT NULL
    hash                     bytea NOT NULL
    audit_event_pkey: PRIMARY KEY (subject, sequence, recorded_at)
    audit_event_hash_check: CHECK ((octet_length(hash) = 32))
    audit_event_sequence_check: CHECK ((sequence > 0))
    CREATE TRIGGER audit_event_is_append_only BEFORE DELETE OR UPDATE ON public.audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT SELECT TO pestle_app

TABLE audit_head
    subject                  text NOT NULL
    sequence                 bigint NOT NULL
    hash                     bytea NOT NULL
    audit_head_pkey: PRIMARY KEY (subject)
    audit_head_hash_check: CHECK ((octet_length(hash) = 32))
    audit_head_sequence_check: CHECK ((sequence > 0))
    GRANT SELECT TO pestle_app

TABLE batch_job_execution
    job_execution_id         bigint NOT NULL
    version                  bigint
    job_instance_id          bigint NOT NULL
    create_time              timestamp without time zone NOT NULL
    start_time               timestamp without time zone
    end_time                 timestamp without time zone
    status                   character varying(10)
    exit_code                character varying(2500)
    exit_message             character varying(2500)
    last_updated             timestamp without time zone
    batch_job_execution_pkey: PRIMARY KEY (job_execution_id)
    job_inst_exec_fk: FOREIGN KEY (job_instance_id) REFERENCES batch_job_instance(job_instance_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE batch_job_execution_context
    job_execution_id         bigint NOT NULL
    short_context            character varying(2500) NOT NULL
    serialized_context       text
    batch_job_execution_context_pkey: PRIMARY KEY (job_execution_id)
    job_exec_ctx_fk: FOREIGN KEY (job_execution_id) REFERENCES batch_job_execution(job_execution_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE batch_job_execution_params
    job_execution_id         bigint NOT NULL
    parameter_name           character varying(100) NOT NULL
    parameter_type           character varying(100) NOT NULL
    parameter_value          character varying(2500)
    identifying              character(1) NOT NULL
    job_exec_params_fk: FOREIGN KEY (job_execution_id) REFERENCES batch_job_execution(job_execution_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE batch_job_instance
    job_instance_id          bigint NOT NULL
    version                  bigint
    job_name                 character varying(100) NOT NULL
    job_key                  character varying(32) NOT NULL
    job_inst_un: UNIQUE (job_name, job_key)
    batch_job_instance_pkey: PRIMARY KEY (job_instance_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE batch_step_execution
    step_execution_id        bigint NOT NULL
    version                  bigint NOT NULL
    step_name                character varying(100) NOT NULL
    job_execution_id         bigint NOT NULL
    create_time              timestamp without time zone NOT NULL
    start_time               timestamp without time zone
    end_time                 timestamp without time zone
    status                   character varying(10)
    commit_count             bigint
    read_count               bigint
    filter_count             bigint
    write_count              bigint
    read_skip_count          bigint
    write_skip_count         bigint
    process_skip_count       bigint
    rollback_count           bigint
    exit_code                character varying(2500)
    exit_message             character varying(2500)
    last_updated             timestamp without time zone
    batch_step_execution_pkey: PRIMARY KEY (step_execution_id)
    job_exec_step_fk: FOREIGN KEY (job_execution_id) REFERENCES batch_job_execution(job_execution_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE batch_step_execution_context
    step_execution_id        bigint NOT NULL
    short_context            character varying(2500) NOT NULL
    serialized_context       text
    batch_step_execution_context_pkey: PRIMARY KEY (step_execution_id)
    step_exec_ctx_fk: FOREIGN KEY (step_execution_id) REFERENCES batch_step_execution(step_execution_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE broken_bulk
    contractor               text NOT NULL
    product_code             text NOT NULL
    opened_on                date NOT NULL
    claim_id                 uuid NOT NULL
    line_item_id             uuid NOT NULL
    run_id                   bigint NOT NULL
    units                    numeric NOT NULL
    broken_bulk_pkey: PRIMARY KEY (contractor, product_code, opened_on, claim_id, line_item_id, run_id)
    broken_bulk_units_check: CHECK ((units <> (0)::numeric))
    CREATE INDEX broken_bulk_by_claim USING btree (claim_id)
    CREATE TRIGGER broken_bulk_is_append_only BEFORE DELETE OR UPDATE ON public.broken_bulk FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE bulk_export
    export_id                uuid NOT NULL
    commissioner             text
    requested_by             text NOT NULL
    requested_at             timestamp with time zone NOT NULL
    since                    timestamp with time zone
    types                    text[] NOT NULL
    request                  text NOT NULL
    state                    text NOT NULL
    salt                     bytea
    ended_at                 timestamp with time zone
    failures                 smallint NOT NULL DEFAULT 0
    bulk_export_pkey: PRIMARY KEY (export_id)
    bulk_export_check: CHECK (((state = 'waiting'::text) = (salt IS NOT NULL)))
    bulk_export_check1: CHECK (((state = 'waiting'::text) = (ended_at IS NULL)))
    bulk_export_failures_check: CHECK ((failures >= 0))
    bulk_export_salt_check: CHECK ((octet_length(salt) = 32))
    bulk_export_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
    bulk_export_types_check: CHECK ((cardinality(types) > 0))
    CREATE INDEX bulk_export_of_asker USING btree (requested_by) WHERE (state = 'waiting'::text)
    CREATE INDEX bulk_export_waiting USING btree (requested_at, export_id) WHERE (state = 'waiting'::text)
    POLICY own_export FOR ALL TO public USING ((current_setting('pestle.commissioner'::text, true) = commissioner) OR (current_setting('pestle.commissioner'::text, true) = '*'::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE bulk_export_claim
    export_id                uuid NOT NULL
    pseudonym                uuid NOT NULL
    claim_id                 uuid NOT NULL
    born_from                smallint
    born_to                  smallint
    bulk_export_claim_pkey: PRIMARY KEY (export_id, pseudonym)
    bulk_export_claim_export_id_fkey: FOREIGN KEY (export_id) REFERENCES bulk_export(export_id) ON DELETE CASCADE
    POLICY own_claims FOR ALL TO public USING (export_id IN ( SELECT bulk_export.export_id
   FROM bulk_export))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE bulk_export_part
    export_id                uuid NOT NULL
    type                     text NOT NULL
    part                     integer NOT NULL
    resources                integer NOT NULL
    content                  bytea NOT NULL
    bulk_export_part_pkey: PRIMARY KEY (export_id, type, part)
    bulk_export_part_export_id_fkey: FOREIGN KEY (export_id) REFERENCES bulk_export(export_id) ON DELETE CASCADE
    bulk_export_part_part_check: CHECK ((part > 0))
    bulk_export_part_resources_check: CHECK ((resources > 0))
    POLICY own_parts FOR ALL TO public USING (export_id IN ( SELECT bulk_export.export_id
   FROM bulk_export))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE cancellation_notice
    organisation             text NOT NULL
    number                   bigint NOT NULL
    notice_id                uuid NOT NULL
    prescription_id          text NOT NULL
    cancellation_id          uuid NOT NULL
    issue_number             smallint NOT NULL
    line_item_id             uuid NOT NULL
    response                 text NOT NULL
    dispenser                text
    recorded_at              timestamp with time zone NOT NULL
    cancellation_notice_notice_id_key: UNIQUE (notice_id)
    cancellation_notice_pkey: PRIMARY KEY (organisation, number)
    cancellation_notice_prescription_id_cancellation_id_fkey: FOREIGN KEY (prescription_id, cancellation_id) REFERENCES prescription_cancellation(prescription_id, cancellation_id)
    cancellation_notice_number_check: CHECK ((number > 0))
    cancellation_notice_response_check: CHECK ((response ~ '^R-[0-9]{4}$'::text))
    CREATE INDEX cancellation_notice_by_prescription USING btree (prescription_id, cancellation_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE cancellation_notice_head
    organisation             text NOT NULL
    last_number              bigint NOT NULL
    cancellation_notice_head_pkey: PRIMARY KEY (organisation)
    cancellation_notice_head_last_number_check: CHECK ((last_number > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE claim
    claim_id                 uuid NOT NULL
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    contractor               text NOT NULL
    authority                text NOT NULL
    practice                 text NOT NULL
    commissioner             text NOT NULL
    exemption                text NOT NULL
    evidence_seen            boolean NOT NULL
    dispensed_on             date NOT NULL
    received_at              timestamp with time zone NOT NULL
    payment_month            date NOT NULL
    status                   text NOT NULL
    message                  bytea NOT NULL
    replaces                 uuid
    amended_at               timestamp with time zone
    sequence                 bigint
    answers                  boolean NOT NULL DEFAULT false
    prescription_type        text
    exempt_by_age            boolean NOT NULL DEFAULT false
    claim_replaces_key: UNIQUE (replaces)
    claim_pkey: PRIMARY KEY (claim_id)
    claim_replaces_fkey: FOREIGN KEY (replaces) REFERENCES claim(claim_id)
    claim_amended_when_it_replaces: CHECK (((replaces IS NULL) = (amended_at IS NULL)))
    claim_authority_check: CHECK ((authority = ANY (ARRAY['T1450'::text, 'RQFZ1'::text])))
    claim_check: CHECK (((NOT answers) OR (replaces IS NOT NULL)))
    claim_payment_month_check: CHECK ((EXTRACT(day FROM payment_month) = (1)::numeric))
    claim_sequence_check: CHECK ((sequence > 0))
    claim_status_check: CHECK ((status = ANY (ARRAY['RECEIVED'::text, 'REFERRED'::text, 'REPLACED'::text, 'ANSWERED'::text])))
    CREATE INDEX claim_by_contractor USING btree (contractor, payment_month)
    CREATE INDEX claim_that_answers USING btree (claim_id) WHERE answers
    CREATE UNIQUE INDEX claim_once_in_sequence USING btree (authority, sequence)
    CREATE UNIQUE INDEX claim_once_per_issue USING btree (prescription_id, issue_number) WHERE (status <> ALL (ARRAY['REPLACED'::text, 'ANSWERED'::text]))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE claim_item
    claim_id                 uuid NOT NULL
    line_item_id             uuid NOT NULL
    sequence                 smallint NOT NULL
    item_status              text NOT NULL
    ordered_product          text NOT NULL
    ordered_name             text NOT NULL
    ordered_quantity         numeric NOT NULL
    ordered_unit             text NOT NULL
    supplied_product         text
    supplied_quantity        numeric NOT NULL
    supplied_unit            text NOT NULL
    charge                   text NOT NULL
    endorsements             jsonb NOT NULL
    reason                   text
    settled_in               uuid
    prescriber_endorsements  text[] NOT NULL DEFAULT '{}'::text[]
    claim_item_pkey: PRIMARY KEY (claim_id, line_item_id)
    claim_item_claim_id_fkey: FOREIGN KEY (claim_id) REFERENCES claim(claim_id)
    claim_item_charge_check: CHECK ((charge = ANY (ARRAY['paid-once'::text, 'paid-twice'::text, 'not-paid'::text])))
    claim_item_item_status_check: CHECK ((item_status = ANY (ARRAY['0001'::text, '0002'::text, '0005'::text, '0006'::text])))
    claim_item_ordered_quantity_check: CHECK ((ordered_quantity >= (0)::numeric))
    claim_item_supplied_quantity_check: CHECK ((supplied_quantity >= (0)::numeric))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE claim_sequence
    authority                text NOT NULL
    last                     bigint NOT NULL
    claim_sequence_pkey: PRIMARY KEY (authority)
    claim_sequence_authority_check: CHECK ((authority = ANY (ARRAY['T1450'::text, 'RQFZ1'::text])))
    claim_sequence_last_check: CHECK ((last > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE claim_waiting
    claim_id                 uuid NOT NULL
    received_at              timestamp with time zone NOT NULL
    contractor               text NOT NULL
    prescription_id          text NOT NULL
    dispensed_on             date NOT NULL
    items                    smallint NOT NULL
    products                 text[] NOT NULL
    broken_bulk              text[] NOT NULL
    claim_waiting_pkey: PRIMARY KEY (claim_id)
    claim_waiting_claim_id_fkey: FOREIGN KEY (claim_id) REFERENCES claim(claim_id)
    claim_waiting_check: CHECK ((broken_bulk <@ products))
    claim_waiting_items_check: CHECK ((items >= 0))
    CREATE INDEX claim_waiting_in_order USING btree (received_at, claim_id)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE closed_site
    site                     text NOT NULL
    name                     text
    finding                  text NOT NULL
    first_seen_on            date NOT NULL
    last_seen_on             date NOT NULL
    closed_site_pkey: PRIMARY KEY (site)
    closed_site_check: CHECK ((first_seen_on <= last_seen_on))
    closed_site_finding_check: CHECK ((finding = ANY (ARRAY['CLOSED'::text, 'NOT_ENABLED'::text, 'NOT_LISTED'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE commissioner_report
    icb_code                 text NOT NULL
    month                    date NOT NULL
    written_at               timestamp with time zone NOT NULL
    provisional              boolean NOT NULL
    editions                 text[] NOT NULL
    commissioner_report_pkey: PRIMARY KEY (icb_code, month)
    commissioner_report_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    POLICY own_report FOR ALL TO public USING (icb_code = current_setting('pestle.commissioner'::text, true))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE commissioner_report_row
    icb_code                 text NOT NULL
    month                    date NOT NULL
    practice_code            text NOT NULL
    contractor_code          text NOT NULL
    bnf_code                 text NOT NULL
    snomed_code              text NOT NULL
    prep_class               smallint NOT NULL
    items                    bigint NOT NULL
    quantity                 numeric NOT NULL
    nic_p                    numeric NOT NULL
    discount_p               numeric NOT NULL
    consumables_p            numeric NOT NULL
    containers_p             numeric NOT NULL
    out_of_pocket_p          numeric NOT NULL
    actual_cost_p            numeric NOT NULL
    professional_fees_p      numeric NOT NULL
    additional_fees_p        numeric NOT NULL
    charges_count            bigint NOT NULL
    charges_value_p          numeric NOT NULL
    referred_back_items      bigint NOT NULL
    disallowed_items         bigint NOT NULL
    commissioner_report_row_pkey: PRIMARY KEY (icb_code, month, practice_code, contractor_code, bnf_code, snomed_code, prep_class)
    commissioner_report_row_icb_code_month_fkey: FOREIGN KEY (icb_code, month) REFERENCES commissioner_report(icb_code, month) ON DELETE CASCADE
    POLICY own_rows FOR ALL TO public USING (icb_code = current_setting('pestle.commissioner'::text, true))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE dispense_item
    prescription_id          text NOT NULL
    notification_id          uuid NOT NULL
    line_item_id             uuid NOT NULL
    dispense_item_id         uuid NOT NULL
    issue_number             smallint NOT NULL
    status                   text NOT NULL
    supplied                 boolean NOT NULL
    product_code             text
    product_name             text
    quantity                 numeric NOT NULL
    unit_code                text NOT NULL
    unit_name                text NOT NULL
    reason                   text
    dispense_item_pkey: PRIMARY KEY (prescription_id, notification_id, dispense_item_id)
    dispense_item_prescription_id_notification_id_fkey: FOREIGN KEY (prescription_id, notification_id) REFERENCES dispense_notification(prescription_id, notification_id)
    dispense_item_quantity_check: CHECK ((quantity >= (0)::numeric))
    dispense_item_status_check: CHECK ((status = ANY (ARRAY['0001'::text, '0002'::text, '0003'::text, '0004'::text, '0005'::text, '0006'::text, '0008'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE dispense_notification
    notification_id          uuid NOT NULL
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    organisation             text NOT NULL
    authority                text NOT NULL
    release_id               uuid
    handed_over_at           timestamp with time zone NOT NULL
    received_at              timestamp with time zone NOT NULL
    to_status                text NOT NULL
    message                  bytea NOT NULL
    replaces                 uuid
    status_before            text NOT NULL DEFAULT '0002'::text
    items                    uuid[] NOT NULL DEFAULT '{}'::uuid[]
    item_statuses_before     text[] NOT NULL DEFAULT '{}'::text[]
    item_statuses_from       text[] NOT NULL DEFAULT '{}'::text[]
    dispensed_on_before      date
    completed_on_before      date
    last_notification_before uuid
    ended_by                 uuid
    withdrawn_at             timestamp with time zone
    withdrawal_reason        text
    withdrawal               bytea
    dispense_notification_pkey: PRIMARY KEY (prescription_id, notification_id)
    dispense_notification_authority_check: CHECK ((authority = ANY (ARRAY['T1450'::text, 'RQFZ1'::text])))
    dispense_notification_check: CHECK ((((withdrawn_at IS NULL) = (withdrawal IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))))
    dispense_notification_check1: CHECK (((withdrawn_at IS NULL) OR (ended_by IS NOT NULL)))
    dispense_notification_status_before_check: CHECK ((status_before = ANY (ARRAY['0002'::text, '0003'::text, '0006'::text, '0007'::text, '0008'::text])))
    dispense_notification_to_status_check: CHECK ((to_status = ANY (ARRAY['0003'::text, '0006'::text, '0007'::text])))
    dispense_notification_withdrawal_reason_check: CHECK ((withdrawal_reason = ANY (ARRAY['QU'::text, 'MU'::text, 'DA'::text, 'PA'::text, 'OC'::text, 'ONC'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE ended_lease
    prescription_id          text NOT NULL
    lease_id                 uuid NOT NULL
    ended_at                 timestamp with time zone NOT NULL
    issue_number             smallint
    organisation             text
    reason                   text
    former_site              text
    former_site_type         text
    ended_lease_pkey: PRIMARY KEY (prescription_id, lease_id)
    ended_lease_former_site_type_check: CHECK ((former_site_type = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, '0004'::text])))
    ended_lease_reason_check: CHECK ((reason ~ '^000[1-8]$'::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE exchange
    client_id                text NOT NULL
    request_id               uuid NOT NULL
    operation                text NOT NULL
    body_digest              bytea NOT NULL
    message_id               uuid
    status                   smallint NOT NULL
    content_type             text NOT NULL
    answer                   bytea NOT NULL
    received_at              timestamp with time zone NOT NULL
    exchange_pkey: PRIMARY KEY (client_id, request_id)
    exchange_body_digest_check: CHECK ((octet_length(body_digest) = 32))
    exchange_status_check: CHECK (((status >= 200) AND (status <= 499)))
    CREATE UNIQUE INDEX exchange_by_message USING btree (client_id, message_id) WHERE (message_id IS NOT NULL)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE issue_item PARTITION BY HASH (prescription_id) -- 8 partitions
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    line_item_id             uuid NOT NULL
    status                   text NOT NULL
    supply_until             date
    issue_item_pkey: PRIMARY KEY (prescription_id, issue_number, line_item_id)
    issue_item_prescription_id_issue_number_fkey: FOREIGN KEY (prescription_id, issue_number) REFERENCES prescription_issue(prescription_id, issue_number)
    issue_item_prescription_id_line_item_id_fkey: FOREIGN KEY (prescription_id, line_item_id) REFERENCES line_item(prescription_id, line_item_id)
    issue_item_status_check: CHECK ((status = ANY (ARRAY['0001'::text, '0002'::text, '0003'::text, '0004'::text, '0005'::text, '0006'::text, '0007'::text, '0008'::text])))
    CREATE INDEX issue_item_supply_until USING btree (supply_until) WHERE ((supply_until IS NOT NULL) AND (status = ANY (ARRAY['0003'::text, '0004'::text, '0007'::text, '0008'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE ledger_entry
    journal_id               bigint NOT NULL
    account                  text NOT NULL
    line                     text NOT NULL
    amount_p                 numeric NOT NULL
    ledger_entry_pkey: PRIMARY KEY (journal_id, account, line)
    ledger_entry_journal_id_fkey: FOREIGN KEY (journal_id) REFERENCES ledger_journal(journal_id)
    ledger_entry_account_check: CHECK ((account = ANY (ARRAY['contractor'::text, 'commissioner'::text, 'nhs-england'::text, 'rounding'::text])))
    ledger_entry_line_check: CHECK ((line <> ''::text))
    CREATE TRIGGER ledger_entry_is_append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE ledger_journal
    journal_id               bigint NOT NULL
    run_id                   bigint NOT NULL
    month                    date NOT NULL
    contractor               text NOT NULL
    commissioner             text
    forms                    bigint NOT NULL
    items                    bigint NOT NULL
    not_supplied             bigint NOT NULL
    referred_back            bigint NOT NULL
    disallowed               bigint NOT NULL
    professional_fees        bigint NOT NULL
    charges_current          bigint NOT NULL
    charges_previous         bigint NOT NULL
    ledger_journal_month_contractor_commissioner_run_id_key: UNIQUE NULLS NOT DISTINCT (month, contractor, commissioner, run_id)
    ledger_journal_pkey: PRIMARY KEY (journal_id)
    ledger_journal_run_id_fkey: FOREIGN KEY (run_id) REFERENCES pricing_run(run_id)
    ledger_journal_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    CREATE INDEX ledger_journal_by_run USING btree (run_id)
    CREATE TRIGGER ledger_journal_is_append_only BEFORE DELETE OR UPDATE ON public.ledger_journal FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE line_item PARTITION BY HASH (prescription_id) -- 8 partitions
    prescription_id          text NOT NULL
    line_item_id             uuid NOT NULL
    position                 smallint NOT NULL
    product_code             text NOT NULL
    product_name             text NOT NULL
    quantity                 numeric NOT NULL
    unit_code                text NOT NULL
    unit_name                text NOT NULL
    dosage                   text NOT NULL
    endorsements             text[] NOT NULL
    issues                   smallint NOT NULL
    schedule                 text
    line_item_prescription_id_position_key: UNIQUE (prescription_id, "position")
    line_item_pkey: PRIMARY KEY (prescription_id, line_item_id)
    line_item_prescription_id_fkey: FOREIGN KEY (prescription_id) REFERENCES prescription(prescription_id)
    line_item_issues_check: CHECK (((issues >= 1) AND (issues <= 99)))
    line_item_position_check: CHECK ((("position" >= 1) AND ("position" <= 4)))
    line_item_product_code_check: CHECK ((product_code ~ '^[0-9]{6,18}$'::text))
    line_item_quantity_check: CHECK ((quantity >= (0)::numeric))
    line_item_schedule_check: CHECK ((schedule = ANY (ARRAY['CD1'::text, 'CD2'::text, 'CD3'::text, 'CD4'::text, 'CD5'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE night_result
    job                      text NOT NULL
    status                   text NOT NULL
    read                     bigint NOT NULL
    written                  bigint NOT NULL
    refused                  bigint NOT NULL
    totals                   jsonb NOT NULL
    ended_at                 timestamp with time zone NOT NULL
    night_result_pkey: PRIMARY KEY (job)
    night_result_status_check: CHECK ((status = ANY (ARRAY['COMPLETED'::text, 'FAILED'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE no_claim_notice
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    contractor               text NOT NULL
    authority                text
    dispensed_on             date NOT NULL
    recorded_at              timestamp with time zone NOT NULL
    no_claim_notice_pkey: PRIMARY KEY (prescription_id, issue_number)
    no_claim_notice_authority_check: CHECK ((authority = ANY (ARRAY['T1450'::text, 'RQFZ1'::text])))
    CREATE INDEX no_claim_notice_by_authority USING btree (authority, recorded_at)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE nomination_change
    change_id                uuid NOT NULL
    nhs_number               text NOT NULL
    site_type                text NOT NULL
    from_site                text
    to_site                  text
    actor                    text NOT NULL
    organisation             text NOT NULL
    request_id               uuid NOT NULL
    changed_at               timestamp with time zone NOT NULL
    purge_on                 date NOT NULL
    nomination_change_pkey: PRIMARY KEY (change_id)
    nomination_change_nhs_number_check: CHECK ((nhs_number ~ '^[0-9]{10}$'::text))
    nomination_change_site_type_check: CHECK ((site_type = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text])))
    CREATE INDEX nomination_change_by_patient USING btree (nhs_number, changed_at)
    CREATE INDEX nomination_change_to_purge USING btree (purge_on)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE nomination_move
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    version                  integer NOT NULL
    moved_at                 timestamp with time zone NOT NULL
    reason                   text NOT NULL
    from_site                text NOT NULL
    from_type                text NOT NULL
    to_site                  text
    to_type                  text NOT NULL
    nomination_move_pkey: PRIMARY KEY (prescription_id, issue_number, version)
    nomination_move_check: CHECK (((to_site IS NULL) = (to_type = '0004'::text)))
    nomination_move_from_type_check: CHECK ((from_type = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text])))
    nomination_move_reason_check: CHECK ((reason = ANY (ARRAY['NOMINATION_CHANGED'::text, 'SITE_CLOSED'::text])))
    nomination_move_to_type_check: CHECK ((to_type = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, '0004'::text])))
    nomination_move_version_check: CHECK ((version > 1))
    CREATE INDEX nomination_move_from_closed_site USING btree (from_site) WHERE (reason = 'SITE_CLOSED'::text)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE nomination_notice
    organisation             text NOT NULL
    number                   bigint NOT NULL
    kind                     text NOT NULL
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    version                  integer NOT NULL
    nomination_notice_pkey: PRIMARY KEY (organisation, number)
    nomination_notice_prescription_id_issue_number_version_fkey: FOREIGN KEY (prescription_id, issue_number, version) REFERENCES nomination_move(prescription_id, issue_number, version)
    nomination_notice_kind_check: CHECK ((kind = ANY (ARRAY['LEFT'::text, 'ARRIVED'::text])))
    nomination_notice_number_check: CHECK ((number > 0))
    CREATE INDEX nomination_notice_by_move USING btree (prescription_id, issue_number, version)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE nomination_notice_head
    organisation             text NOT NULL
    last_number              bigint NOT NULL
    nomination_notice_head_pkey: PRIMARY KEY (organisation)
    nomination_notice_head_last_number_check: CHECK ((last_number > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE payment_schedule
    contractor               text NOT NULL
    month                    date NOT NULL
    written_at               timestamp with time zone NOT NULL
    document                 json NOT NULL
    payment_schedule_pkey: PRIMARY KEY (contractor, month)
    payment_schedule_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription PARTITION BY HASH (prescription_id) -- 8 partitions
    prescription_id          text NOT NULL
    long_id                  uuid NOT NULL
    treatment_type           text NOT NULL
    prescription_type        text NOT NULL
    nhs_number               text NOT NULL
    patient_name             text NOT NULL
    birth_date               date NOT NULL
    prescriber_name          text NOT NULL
    prescriber_role_profile  text NOT NULL
    practice                 text NOT NULL
    practice_name            text NOT NULL
    commissioner             text
    authored_at              timestamp with time zone NOT NULL
    days_supply              smallint NOT NULL
    issues                   smallint NOT NULL
    created_at               timestamp with time zone NOT NULL
    message_id               uuid NOT NULL
    message                  bytea NOT NULL
    content_digest           bytea NOT NULL
    signed_at                timestamp with time zone NOT NULL
    signer                   text NOT NULL
    certificates             bytea[] NOT NULL
    verdict                  text NOT NULL
    verified_at              timestamp with time zone NOT NULL
    policy_version           text NOT NULL
    revocation_evidence      bytea[] NOT NULL DEFAULT '{}'::bytea[]
    prescription_pkey: PRIMARY KEY (prescription_id)
    prescription_content_digest_check: CHECK ((octet_length(content_digest) = 32))
    prescription_days_supply_check: CHECK (((days_supply >= 0) AND (days_supply <= 366)))
    prescription_issues_check: CHECK (((issues >= 1) AND (issues <= 99)))
    prescription_nhs_number_check: CHECK ((nhs_number ~ '^[0-9]{10}$'::text))
    prescription_prescription_id_check: CHECK ((prescription_id ~ '^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$'::text))
    prescription_treatment_type_check: CHECK ((treatment_type = ANY (ARRAY['0001'::text, '0002'::text, '0003'::text])))
    prescription_verdict_check: CHECK ((verdict = 'VALID'::text))
    CREATE INDEX prescription_by_patient USING btree (nhs_number)
    CREATE INDEX prescription_by_time USING btree (created_at)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_cancellation
    prescription_id          text NOT NULL
    cancellation_id          uuid NOT NULL
    issue_number             smallint NOT NULL
    line_item_id             uuid NOT NULL
    whole                    boolean NOT NULL
    nhs_number               text NOT NULL
    reason                   text NOT NULL
    organisation             text NOT NULL
    actor                    text NOT NULL
    requested_at             timestamp with time zone NOT NULL
    state                    text NOT NULL
    resolved_at              timestamp with time zone
    message                  bytea NOT NULL
    prescription_cancellation_pkey: PRIMARY KEY (prescription_id, cancellation_id)
    prescription_cancellation_check: CHECK (((state = 'pending'::text) = (resolved_at IS NULL)))
    prescription_cancellation_issue_number_check: CHECK (((issue_number >= 1) AND (issue_number <= 99)))
    prescription_cancellation_nhs_number_check: CHECK ((nhs_number ~ '^[0-9]{10}$'::text))
    prescription_cancellation_reason_check: CHECK ((reason ~ '^000[1-9]$'::text))
    prescription_cancellation_state_check: CHECK ((state = ANY (ARRAY['pending'::text, 'applied'::text, 'unsuccessful'::text])))
    CREATE INDEX prescription_cancellation_by_patient USING btree (nhs_number) WHERE (state = 'pending'::text)
    CREATE UNIQUE INDEX prescription_cancellation_pending USING btree (prescription_id, organisation, (
CASE
    WHEN whole THEN NULL::uuid
    ELSE line_item_id
END)) NULLS NOT DISTINCT WHERE (state = 'pending'::text)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_event PARTITION BY RANGE (recorded_at) -- 25 partitions
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    version                  integer NOT NULL
    recorded_at              timestamp with time zone NOT NULL
    event                    text NOT NULL
    from_status              text
    to_status                text NOT NULL
    actor                    text NOT NULL
    organisation             text NOT NULL
    request_id               uuid
    previous_hash            bytea NOT NULL
    hash                     bytea NOT NULL
    prescription_event_pkey: PRIMARY KEY (prescription_id, issue_number, version, recorded_at)
    prescription_event_hash_check: CHECK ((octet_length(hash) = 32))
    prescription_event_version_check: CHECK ((version > 0))
    CREATE TRIGGER prescription_event_is_append_only BEFORE DELETE OR UPDATE ON public.prescription_event FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE prescription_identity
    identity                 text NOT NULL
    prescription_id          text NOT NULL
    prescription_identity_pkey: PRIMARY KEY (identity)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_issue PARTITION BY HASH (prescription_id) -- 8 partitions
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    status                   text NOT NULL
    version                  integer NOT NULL
    chain_head               bytea NOT NULL
    site                     text
    site_type                text NOT NULL
    nomination_basis         text
    holder                   text
    lease_id                 uuid
    lease_version            integer NOT NULL DEFAULT 0
    released_at              timestamp with time zone
    starts_on                date NOT NULL
    expires_on               date NOT NULL
    next_activity            text NOT NULL
    next_activity_on         date NOT NULL
    dispensed_on             date
    completed_on             date
    last_notification        uuid
    claim_id                 uuid
    claimed_on               date
    prescription_issue_pkey: PRIMARY KEY (prescription_id, issue_number)
    prescription_issue_prescription_id_fkey: FOREIGN KEY (prescription_id) REFERENCES prescription(prescription_id)
    prescription_issue_chain_head_check: CHECK ((octet_length(chain_head) = 32))
    prescription_issue_check: CHECK (((site IS NULL) = (site_type = '0004'::text)))
    prescription_issue_check1: CHECK (((status <> ALL (ARRAY['0002'::text, '0003'::text])) OR ((holder IS NOT NULL) AND (lease_id IS NOT NULL))))
    prescription_issue_issue_number_check: CHECK (((issue_number >= 1) AND (issue_number <= 99)))
    prescription_issue_next_activity_check: CHECK ((next_activity = ANY (ARRAY['expire'::text, 'ready'::text, 'createNoClaim'::text, 'delete'::text, 'purge'::text])))
    prescription_issue_nomination_basis_check: CHECK ((nomination_basis = ANY (ARRAY['STANDING'::text, 'ONE_OFF'::text, 'UNCONFIRMED'::text])))
    prescription_issue_site_type_check: CHECK ((site_type = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, '0004'::text])))
    prescription_issue_status_check: CHECK ((status = ANY (ARRAY['0000'::text, '0001'::text, '0002'::text, '0003'::text, '0004'::text, '0005'::text, '0006'::text, '0007'::text, '0008'::text, '0009'::text, '9000'::text, '9001'::text, '9005'::text])))
    prescription_issue_version_check: CHECK ((version > 0))
    CREATE INDEX prescription_issue_by_next_activity USING btree (next_activity, next_activity_on)
    CREATE INDEX prescription_issue_in_hand USING btree (holder) WHERE (status = ANY (ARRAY['0002'::text, '0003'::text]))
    CREATE INDEX prescription_issue_waiting_for_site USING btree (site) WHERE ((site IS NOT NULL) AND (status = ANY (ARRAY['0000'::text, '9000'::text, '9001'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_placeholder
    prescription_id          text NOT NULL
    status                   text NOT NULL
    arrived_at               timestamp with time zone NOT NULL
    next_activity            text NOT NULL
    next_activity_on         date NOT NULL
    prescription_placeholder_pkey: PRIMARY KEY (prescription_id)
    prescription_placeholder_next_activity_check: CHECK ((next_activity = 'delete'::text))
    prescription_placeholder_status_check: CHECK ((status = '9005'::text))
    CREATE INDEX prescription_placeholder_by_next_activity USING btree (next_activity_on)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_skeleton
    prescription_id          text NOT NULL
    long_id                  uuid NOT NULL
    treatment_type           text NOT NULL
    nhs_number               text NOT NULL
    practice                 text NOT NULL
    practice_name            text NOT NULL
    authored_at              timestamp with time zone NOT NULL
    issues                   smallint NOT NULL
    status                   text NOT NULL
    deleted_on               date NOT NULL
    purge_on                 date NOT NULL
    prescription_skeleton_pkey: PRIMARY KEY (prescription_id)
    CREATE INDEX prescription_skeleton_by_patient USING btree (nhs_number)
    CREATE INDEX prescription_skeleton_to_purge USING btree (purge_on)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE prescription_version PARTITION BY HASH (prescription_id) -- 8 partitions
    prescription_id          text NOT NULL
    version                  smallint NOT NULL
    message_id               uuid NOT NULL
    message                  bytea NOT NULL
    content_digest           bytea NOT NULL
    signed_at                timestamp with time zone NOT NULL
    signer                   text NOT NULL
    certificates             bytea[] NOT NULL
    revocation_evidence      bytea[] NOT NULL
    verdict                  text NOT NULL
    verified_at              timestamp with time zone NOT NULL
    policy_version           text NOT NULL
    cancelled_items          uuid[] NOT NULL
    replaced_at              timestamp with time zone NOT NULL
    replaced_by              uuid NOT NULL
    prescription_version_pkey: PRIMARY KEY (prescription_id, version)
    prescription_version_prescription_id_fkey: FOREIGN KEY (prescription_id) REFERENCES prescription(prescription_id) ON DELETE CASCADE
    prescription_version_content_digest_check: CHECK ((octet_length(content_digest) = 32))
    prescription_version_verdict_check: CHECK ((verdict = 'VALID'::text))
    prescription_version_version_check: CHECK ((version > 0))
    GRANT INSERT, SELECT TO pestle_app

TABLE priced_claim
    claim_id                 uuid NOT NULL
    run_id                   bigint NOT NULL
    pricing_month            date NOT NULL
    contractor               text NOT NULL
    practice                 text NOT NULL
    commissioner             text NOT NULL
    outcome                  text NOT NULL
    items                    smallint NOT NULL
    total_p                  numeric NOT NULL
    priced_claim_pkey: PRIMARY KEY (claim_id, run_id)
    priced_claim_items_check: CHECK ((items >= 0))
    priced_claim_outcome_check: CHECK ((outcome = ANY (ARRAY['PRICED'::text, 'REFERRED'::text, 'REPRICED'::text, 'ANSWERED'::text])))
    priced_claim_pricing_month_check: CHECK ((EXTRACT(day FROM pricing_month) = (1)::numeric))
    CREATE INDEX priced_claim_by_commissioner USING btree (pricing_month, commissioner)
    CREATE INDEX priced_claim_by_contractor USING btree (pricing_month, contractor)
    CREATE INDEX priced_claim_by_run USING brin (run_id)
    CREATE TRIGGER priced_claim_is_append_only BEFORE DELETE OR UPDATE ON public.priced_claim FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE priced_item
    claim_id                 uuid NOT NULL
    line_item_id             uuid NOT NULL
    run_id                   bigint NOT NULL
    sequence                 smallint NOT NULL
    counted                  smallint NOT NULL
    outcome                  text NOT NULL
    reason                   text
    sentence                 text
    basis_id                 integer NOT NULL
    discount_group           text
    pack                     numeric
    quantity                 numeric NOT NULL
    basic_price_p            bigint NOT NULL
    broken_bulk_residual_p   bigint NOT NULL
    basic_price_adjustment_p bigint NOT NULL
    broken_bulk_discount_p   numeric NOT NULL
    discount_p               numeric NOT NULL
    consumables_p            numeric NOT NULL
    container_p              bigint NOT NULL
    out_of_pocket_p          bigint NOT NULL
    professional_fees        integer NOT NULL
    single_activity_p        bigint NOT NULL
    other_fees               jsonb
    fees_total_p             bigint NOT NULL
    charges                  integer NOT NULL
    previous_charge_rate     boolean NOT NULL
    charge_deduction_p       bigint NOT NULL
    actual_cost_p            numeric NOT NULL
    residual_before          numeric
    priced_item_pkey: PRIMARY KEY (claim_id, line_item_id, run_id, counted)
    priced_item_check: CHECK (((reason IS NULL) = (outcome = 'paid'::text)))
    priced_item_counted_check: CHECK ((counted = ANY (ARRAY[1, '-1'::integer])))
    priced_item_outcome_check: CHECK ((outcome = ANY (ARRAY['paid'::text, 'not-paid'::text, 'referred-back'::text, 'disallowed'::text])))
    priced_item_residual_before_check: CHECK ((residual_before > (0)::numeric))
    CREATE INDEX priced_item_by_run USING brin (run_id)
    CREATE TRIGGER priced_item_is_append_only BEFORE DELETE OR UPDATE ON public.priced_item FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE pricing_basis
    basis_id                 integer NOT NULL
    digest                   bytea NOT NULL
    month                    date NOT NULL
    product_code             text NOT NULL
    product_name             text NOT NULL
    bnf_code                 text NOT NULL
    preparation_class        smallint NOT NULL
    edition                  text
    unit                     text NOT NULL
    document                 json NOT NULL
    pricing_basis_digest_key: UNIQUE (digest)
    pricing_basis_pkey: PRIMARY KEY (basis_id)
    pricing_basis_digest_check: CHECK ((octet_length(digest) = 32))
    pricing_basis_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    pricing_basis_preparation_class_check: CHECK (((preparation_class >= 1) AND (preparation_class <= 5)))
    CREATE INDEX pricing_basis_by_month USING btree (month)
    CREATE TRIGGER pricing_basis_is_append_only BEFORE DELETE OR UPDATE ON public.pricing_basis FOR EACH ROW EXECUTE FUNCTION refuse_change()
    GRANT INSERT, SELECT TO pestle_app

TABLE pricing_basis_replaced
    basis_id                 integer NOT NULL
    run_id                   bigint NOT NULL
    replaced_by              bytea NOT NULL
    pricing_basis_replaced_pkey: PRIMARY KEY (basis_id)
    pricing_basis_replaced_basis_id_fkey: FOREIGN KEY (basis_id) REFERENCES pricing_basis(basis_id)
    pricing_basis_replaced_replaced_by_check: CHECK ((octet_length(replaced_by) = 32))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE pricing_partition
    run_id                   bigint NOT NULL
    partition                smallint NOT NULL
    claims                   integer NOT NULL
    position                 integer NOT NULL DEFAULT 0
    worker                   text
    heartbeat_at             timestamp with time zone
    pricing_partition_pkey: PRIMARY KEY (run_id, partition)
    pricing_partition_run_id_fkey: FOREIGN KEY (run_id) REFERENCES pricing_run(run_id)
    pricing_partition_check: CHECK ((("position" >= 0) AND ("position" <= claims)))
    pricing_partition_claims_check: CHECK ((claims > 0))
    pricing_partition_partition_check: CHECK ((partition >= 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE pricing_rehearsal
    rehearsal_id             bigint NOT NULL
    cut_off                  timestamp with time zone NOT NULL
    rehearsed_at             timestamp with time zone NOT NULL
    claims                   integer NOT NULL
    pricing_rehearsal_pkey: PRIMARY KEY (rehearsal_id)
    pricing_rehearsal_claims_check: CHECK ((claims >= 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE pricing_rehearsal_line
    rehearsal_id             bigint NOT NULL
    month                    date NOT NULL
    product_code             text NOT NULL
    product_name             text NOT NULL
    paid                     integer NOT NULL
    not_supplied             integer NOT NULL
    referred_back            integer NOT NULL
    disallowed               integer NOT NULL
    total_p                  numeric NOT NULL
    pricing_rehearsal_line_pkey: PRIMARY KEY (rehearsal_id, month, product_code)
    pricing_rehearsal_line_rehearsal_id_fkey: FOREIGN KEY (rehearsal_id) REFERENCES pricing_rehearsal(rehearsal_id)
    pricing_rehearsal_line_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE pricing_run
    run_id                   bigint NOT NULL
    cut_off                  timestamp with time zone NOT NULL
    opened_at                timestamp with time zone NOT NULL
    claims_in                integer NOT NULL
    items_in                 integer NOT NULL
    claims_to_reprice        integer NOT NULL
    balanced_at              timestamp with time zone
    claims_priced            integer
    claims_referred          integer
    claims_replaced          integer
    items_paid               integer
    items_not_supplied       integer
    items_referred           integer
    items_disallowed         integer
    items_repriced           integer
    total_p                  numeric
    pricing_run_cut_off_key: UNIQUE (cut_off)
    pricing_run_pkey: PRIMARY KEY (run_id)
    pricing_run_claims_in_check: CHECK ((claims_in >= 0))
    pricing_run_claims_to_reprice_check: CHECK ((claims_to_reprice >= 0))
    pricing_run_items_in_check: CHECK ((items_in >= 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE pricing_run_claim
    run_id                   bigint NOT NULL
    partition                smallint NOT NULL
    position                 integer NOT NULL
    claim_id                 uuid NOT NULL
    items                    smallint NOT NULL
    again                    boolean NOT NULL
    pricing_run_claim_pkey: PRIMARY KEY (run_id, partition, "position")
    pricing_run_claim_items_check: CHECK ((items >= 0))
    pricing_run_claim_position_check: CHECK (("position" > 0))
    CREATE UNIQUE INDEX pricing_run_claim_once USING btree (claim_id) WHERE (NOT again)
    CREATE UNIQUE INDEX pricing_run_claim_repriced_once USING btree (claim_id, run_id) WHERE again
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE returned_item
    claim_id                 uuid NOT NULL
    line_item_id             uuid NOT NULL
    kind                     text NOT NULL
    reason                   text NOT NULL
    returned_on              date NOT NULL
    answer_by                date NOT NULL
    ended                    text
    ended_on                 date
    returned_item_pkey: PRIMARY KEY (claim_id, line_item_id)
    returned_item_check: CHECK ((answer_by >= returned_on))
    returned_item_check1: CHECK (((ended_on IS NULL) = (ended IS NULL)))
    returned_item_ended_check: CHECK ((ended = ANY (ARRAY['ANSWERED'::text, 'DELETED'::text])))
    returned_item_kind_check: CHECK ((kind = ANY (ARRAY['RB'::text, 'DA'::text])))
    returned_item_reason_check: CHECK ((reason <> ''::text))
    CREATE INDEX returned_item_due USING btree (answer_by) WHERE (ended IS NULL)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE review_hold
    prescription_id          text NOT NULL
    reason                   text NOT NULL
    held_at                  timestamp with time zone NOT NULL
    decision                 text
    decided_at               timestamp with time zone
    decided_by               text
    decision_reason          text
    review_hold_pkey: PRIMARY KEY (prescription_id)
    review_hold_prescription_id_fkey: FOREIGN KEY (prescription_id) REFERENCES prescription(prescription_id)
    review_hold_check: CHECK (((decision IS NULL) = (decided_at IS NULL)))
    review_hold_check1: CHECK (((decision IS NULL) = (decided_by IS NULL)))
    review_hold_check2: CHECK (((decision IS NULL) = (decision_reason IS NULL)))
    review_hold_decision_check: CHECK ((decision = ANY (ARRAY['APPROVED'::text, 'REFUSED'::text])))
    review_hold_reason_check: CHECK ((reason = ANY (ARRAY['CONTROLLED_IN_AN_HOUR'::text, 'CONTROLLED_IN_A_DAY'::text, 'ITEMS_IN_A_DAY'::text])))
    CREATE INDEX review_hold_open USING btree (held_at, prescription_id) WHERE (decision IS NULL)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE revocation_evidence
    digest                   bytea NOT NULL
    position                 bigint NOT NULL
    kind                     text NOT NULL
    series                   bytea NOT NULL
    issuer                   text NOT NULL
    this_update              timestamp with time zone NOT NULL
    next_update              timestamp with time zone NOT NULL
    received_at              timestamp with time zone NOT NULL
    content                  bytea NOT NULL
    revocation_evidence_position_key: UNIQUE ("position")
    revocation_evidence_pkey: PRIMARY KEY (digest)
    revocation_evidence_digest_check: CHECK ((octet_length(digest) = 32))
    revocation_evidence_kind_check: CHECK ((kind = ANY (ARRAY['CRL'::text, 'OCSP'::text])))
    revocation_evidence_series_check: CHECK ((octet_length(series) = 32))
    CREATE INDEX revocation_evidence_newest USING btree (series, "position" DESC) WHERE (kind = 'CRL'::text)
    GRANT INSERT, SELECT TO pestle_app

TABLE signer_pace
    signer                   text NOT NULL
    part                     smallint NOT NULL
    day                      date NOT NULL
    items                    integer NOT NULL
    controlled               integer NOT NULL
    controlled_at            timestamp with time zone[] NOT NULL
    signer_pace_pkey: PRIMARY KEY (signer, part)
    signer_pace_controlled_check: CHECK ((controlled >= 0))
    signer_pace_items_check: CHECK ((items >= 0))
    signer_pace_part_check: CHECK ((part >= 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_appliance
    month                    date NOT NULL
    file_row                 integer NOT NULL
    part                     text NOT NULL
    generic                  text NOT NULL
    name                     text NOT NULL
    supplier                 text NOT NULL
    pack_size                numeric NOT NULL
    unit                     text NOT NULL
    price_p                  bigint NOT NULL
    colour                   text NOT NULL
    size                     text NOT NULL
    product_order            text NOT NULL
    pack_order               text NOT NULL
    indicator                text NOT NULL
    amp                      text
    ampp                     text
    gtin                     text
    bnf_code                 text NOT NULL
    tariff_appliance_pkey: PRIMARY KEY (month, file_row)
    tariff_appliance_amp_check: CHECK ((amp ~ '^[0-9]{6,18}$'::text))
    tariff_appliance_ampp_check: CHECK ((ampp ~ '^[0-9]{6,18}$'::text))
    tariff_appliance_bnf_code_check: CHECK ((bnf_code ~ '^[0-9A-Z]{11}([0-9A-Z]{4})?$'::text))
    tariff_appliance_gtin_check: CHECK ((gtin ~ '^[0-9]{8,14}$'::text))
    tariff_appliance_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    tariff_appliance_pack_size_check: CHECK ((pack_size > (0)::numeric))
    tariff_appliance_part_check: CHECK ((part = ANY (ARRAY['IXA'::text, 'IXB'::text, 'IXC'::text, 'IXR'::text, 'IXB & IXC'::text])))
    tariff_appliance_price_p_check: CHECK ((price_p >= 0))
    CREATE INDEX tariff_appliance_by_generic USING btree (month, generic) WHERE (amp IS NULL)
    CREATE INDEX tariff_appliance_by_product USING btree (month, amp)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_bnf
    released_on              date NOT NULL
    code                     text NOT NULL
    level                    text NOT NULL
    bnf_code                 text NOT NULL
    line                     integer NOT NULL
    tariff_bnf_pkey: PRIMARY KEY (released_on, code)
    tariff_bnf_bnf_code_check: CHECK ((bnf_code ~ '^[0-9A-Z]{11}([0-9A-Z]{4})?$'::text))
    tariff_bnf_level_check: CHECK ((level = ANY (ARRAY['VMP'::text, 'VMPP'::text, 'AMP'::text, 'AMPP'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_concession
    load                     bigint NOT NULL
    month                    date NOT NULL
    name                     text NOT NULL
    pack_size                numeric NOT NULL
    unit                     text NOT NULL
    price_p                  bigint NOT NULL
    file_row                 integer NOT NULL
    tariff_concession_pkey: PRIMARY KEY (load, month, name, pack_size)
    tariff_concession_load_fkey: FOREIGN KEY (load) REFERENCES tariff_concession_load(load)
    tariff_concession_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    tariff_concession_pack_size_check: CHECK ((pack_size > (0)::numeric))
    tariff_concession_price_p_check: CHECK ((price_p >= 0))
    CREATE INDEX tariff_concession_by_month USING btree (month)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_concession_load
    load                     bigint NOT NULL
    digest                   bytea NOT NULL
    lines                    integer NOT NULL
    loaded_at                timestamp with time zone NOT NULL
    tariff_concession_load_digest_key: UNIQUE (digest)
    tariff_concession_load_pkey: PRIMARY KEY (load)
    tariff_concession_load_digest_check: CHECK ((octet_length(digest) = 32))
    tariff_concession_load_lines_check: CHECK ((lines > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_disallowed
    product                  text NOT NULL
    reason                   text NOT NULL
    name                     text NOT NULL
    from_month               date
    to_month                 date
    source                   text NOT NULL
    tariff_disallowed_product_reason_from_month_key: UNIQUE NULLS NOT DISTINCT (product, reason, from_month)
    tariff_disallowed_check: CHECK (((EXTRACT(day FROM to_month) = (1)::numeric) AND (to_month >= from_month)))
    tariff_disallowed_from_month_check: CHECK ((EXTRACT(day FROM from_month) = (1)::numeric))
    tariff_disallowed_product_check: CHECK ((product ~ '^[0-9]{6,18}$'::text))
    tariff_disallowed_reason_check: CHECK ((reason = ANY (ARRAY['INVALID_TO_PRESCRIBE'::text, 'BLACKLISTED'::text, 'NOT_IN_PART_IX'::text, 'NOT_IN_NURSE_FORMULARY'::text, 'NOT_IN_DENTAL_FORMULARY'::text, 'NOT_ENDORSED_SLS'::text, 'NOT_ENDORSED_ACBS'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_amp
    released_on              date NOT NULL
    apid                     text NOT NULL
    vpid                     text NOT NULL
    name                     text NOT NULL
    supplier                 text NOT NULL
    licence                  text NOT NULL
    availability             text NOT NULL
    parallel_import          text
    line                     integer NOT NULL
    tariff_dmd_amp_pkey: PRIMARY KEY (released_on, apid)
    tariff_dmd_amp_apid_check: CHECK ((apid ~ '^[0-9]{6,18}$'::text))
    CREATE INDEX tariff_dmd_amp_by_vmp USING btree (released_on, vpid)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_ampp
    released_on              date NOT NULL
    appid                    text NOT NULL
    vppid                    text NOT NULL
    apid                     text NOT NULL
    name                     text NOT NULL
    legal                    text NOT NULL
    discontinued             text
    price_p                  bigint
    price_basis              text
    charges                  integer
    fees                     integer
    broken_bulk              text
    special_container        text
    discount_not_deducted    text
    blacklisted              text
    acbs                     text
    line                     integer NOT NULL
    selected_list            text
    nurse_formulary          text
    dental_formulary         text
    tariff_dmd_ampp_pkey: PRIMARY KEY (released_on, appid)
    tariff_dmd_ampp_appid_check: CHECK ((appid ~ '^[0-9]{6,18}$'::text))
    tariff_dmd_ampp_price_p_check: CHECK ((price_p >= 0))
    CREATE INDEX tariff_dmd_ampp_by_amp USING btree (released_on, apid)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_facts
    released_on              date NOT NULL
    code                     text NOT NULL
    legal                    text NOT NULL
    cd_schedule              smallint NOT NULL
    discount_not_deducted    boolean NOT NULL
    made_up_from_powder      boolean NOT NULL
    special_container        text
    fees                     integer NOT NULL
    charges                  integer NOT NULL
    no_discount_if_endorsed  boolean NOT NULL DEFAULT false
    disallowed               text[] NOT NULL DEFAULT '{}'::text[]
    tariff_dmd_facts_pkey: PRIMARY KEY (released_on, code)
    tariff_dmd_facts_cd_schedule_check: CHECK (((cd_schedule >= 0) AND (cd_schedule <= 5)))
    tariff_dmd_facts_legal_check: CHECK ((legal = ANY (ARRAY['POM'::text, 'P'::text, 'GSL'::text, 'none'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_gtin
    released_on              date NOT NULL
    appid                    text NOT NULL
    gtin                     text NOT NULL
    from_day                 date NOT NULL
    to_day                   date
    line                     integer NOT NULL
    tariff_dmd_gtin_gtin_check: CHECK ((gtin ~ '^[0-9]{8,14}$'::text))
    CREATE INDEX tariff_dmd_gtin_by_pack USING btree (released_on, appid)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_history
    released_on              date NOT NULL
    list                     text NOT NULL
    code                     text NOT NULL
    previous                 text NOT NULL
    from_day                 date
    line                     integer NOT NULL
    CREATE INDEX tariff_dmd_history_by_previous USING btree (released_on, previous)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_release
    released_on              date NOT NULL
    digest                   bytea NOT NULL
    rows                     bigint NOT NULL
    loaded_at                timestamp with time zone NOT NULL
    tariff_dmd_release_pkey: PRIMARY KEY (released_on)
    tariff_dmd_release_digest_check: CHECK ((octet_length(digest) = 32))
    tariff_dmd_release_rows_check: CHECK ((rows > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_rows
    released_on              date NOT NULL
    kind                     text NOT NULL
    rows                     bigint NOT NULL
    tariff_dmd_rows_pkey: PRIMARY KEY (released_on, kind)
    tariff_dmd_rows_rows_check: CHECK ((rows > 0))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_term
    released_on              date NOT NULL
    list                     text NOT NULL
    code                     text NOT NULL
    description              text NOT NULL
    line                     integer NOT NULL
    tariff_dmd_term_pkey: PRIMARY KEY (released_on, list, code)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_vmp
    released_on              date NOT NULL
    vpid                     text NOT NULL
    name                     text NOT NULL
    vtm                      text
    status                   text NOT NULL
    not_available            text
    unit_dose                numeric
    control                  text
    form                     text
    line                     integer NOT NULL
    tariff_dmd_vmp_pkey: PRIMARY KEY (released_on, vpid)
    tariff_dmd_vmp_vpid_check: CHECK ((vpid ~ '^[0-9]{6,18}$'::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_dmd_vmpp
    released_on              date NOT NULL
    vppid                    text NOT NULL
    vpid                     text NOT NULL
    name                     text NOT NULL
    quantity                 numeric NOT NULL
    unit                     text NOT NULL
    combination              text
    category                 text
    price_p                  bigint
    line                     integer NOT NULL
    tariff_dmd_vmpp_pkey: PRIMARY KEY (released_on, vppid)
    tariff_dmd_vmpp_quantity_check: CHECK ((quantity > (0)::numeric))
    tariff_dmd_vmpp_vppid_check: CHECK ((vppid ~ '^[0-9]{6,18}$'::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_edition
    part                     text NOT NULL
    month                    date NOT NULL
    title                    text NOT NULL
    lines                    integer NOT NULL
    digest                   bytea NOT NULL
    loaded_at                timestamp with time zone NOT NULL
    tariff_edition_pkey: PRIMARY KEY (part, month)
    tariff_edition_digest_check: CHECK ((octet_length(digest) = 32))
    tariff_edition_lines_check: CHECK ((lines > 0))
    tariff_edition_month_check: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
    tariff_edition_part_check: CHECK ((part = ANY (ARRAY['VIIIA'::text, 'VIIIB'::text, 'VIIID'::text, 'IX'::text])))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_exemption
    code                     text NOT NULL
    from_month               date
    to_month                 date
    charged                  boolean NOT NULL
    meaning                  text NOT NULL
    source                   text NOT NULL
    last_supply              date
    tariff_exemption_code_from_month_key: UNIQUE NULLS NOT DISTINCT (code, from_month)
    tariff_exemption_check: CHECK (((EXTRACT(day FROM to_month) = (1)::numeric) AND (to_month >= from_month)))
    tariff_exemption_code_check: CHECK ((code ~ '^[0-9]{4}$'::text))
    tariff_exemption_from_month_check: CHECK ((EXTRACT(day FROM from_month) = (1)::numeric))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_pack
    part                     text NOT NULL
    month                    date NOT NULL
    vmp                      text NOT NULL
    vmpp                     text NOT NULL
    name                     text NOT NULL
    pack_size                numeric NOT NULL
    unit                     text NOT NULL
    category                 text
    price_p                  bigint NOT NULL
    file_row                 integer NOT NULL
    formulations             text NOT NULL DEFAULT ''::text
    special_container        boolean NOT NULL DEFAULT false
    further_size             numeric
    further_price_p          bigint
    tariff_pack_pkey: PRIMARY KEY (part, month, vmpp, formulations)
    tariff_pack_part_month_fkey: FOREIGN KEY (part, month) REFERENCES tariff_edition(part, month)
    tariff_pack_category_check: CHECK ((category = ANY (ARRAY['A'::text, 'C'::text, 'H'::text, 'M'::text])))
    tariff_pack_check: CHECK (((part = 'VIIIA'::text) = (category IS NOT NULL)))
    tariff_pack_check1: CHECK (((further_size IS NULL) = (further_price_p IS NULL)))
    tariff_pack_further_price_p_check: CHECK ((further_price_p >= 0))
    tariff_pack_further_size_check: CHECK ((further_size > (0)::numeric))
    tariff_pack_pack_size_check: CHECK ((pack_size > (0)::numeric))
    tariff_pack_price_p_check: CHECK ((price_p >= 0))
    tariff_pack_vmp_check: CHECK ((vmp ~ '^[0-9]{6,18}$'::text))
    tariff_pack_vmpp_check: CHECK ((vmpp ~ '^[0-9]{6,18}$'::text))
    CREATE INDEX tariff_pack_by_product USING btree (part, month, vmp)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_product
    vmp                      text NOT NULL
    bnf_code                 text
    legal                    text NOT NULL
    cd_schedule              smallint NOT NULL
    discount_not_deducted    boolean NOT NULL
    contraceptive            boolean NOT NULL
    reconstituted            boolean NOT NULL
    special_container        text
    pack_unit_code           text
    tariff_product_pkey: PRIMARY KEY (vmp)
    tariff_product_bnf_code_check: CHECK ((bnf_code ~ '^[0-9A-Z]{15}$'::text))
    tariff_product_cd_schedule_check: CHECK (((cd_schedule >= 0) AND (cd_schedule <= 5)))
    tariff_product_legal_check: CHECK ((legal = ANY (ARRAY['POM'::text, 'P'::text, 'GSL'::text, 'none'::text])))
    tariff_product_pack_unit_code_check: CHECK ((pack_unit_code ~ '^[0-9]{6,18}$'::text))
    tariff_product_special_container_check: CHECK ((special_container = ANY (ARRAY['0001'::text, '0002'::text])))
    tariff_product_vmp_check: CHECK ((vmp ~ '^[0-9]{6,18}$'::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_rate
    name                     text NOT NULL
    from_month               date
    to_month                 date
    value                    numeric NOT NULL
    unit                     text NOT NULL
    source                   text NOT NULL
    tariff_rate_name_from_month_key: UNIQUE NULLS NOT DISTINCT (name, from_month)
    tariff_rate_check: CHECK (((EXTRACT(day FROM to_month) = (1)::numeric) AND (to_month >= from_month)))
    tariff_rate_from_month_check: CHECK ((EXTRACT(day FROM from_month) = (1)::numeric))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE tariff_unit
    code                     text NOT NULL
    name                     text NOT NULL
    tariff_unit_pkey: PRIMARY KEY (code)
    tariff_unit_code_check: CHECK ((code ~ '^[0-9]{6,18}$'::text))
    tariff_unit_name_check: CHECK ((name <> ''::text))
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

TABLE worklist
    site                     text NOT NULL
    available_at             timestamp with time zone NOT NULL
    prescription_id          text NOT NULL
    issue_number             smallint NOT NULL
    expires_on               date NOT NULL
    worklist_pkey: PRIMARY KEY (site, available_at, prescription_id, issue_number)
    CREATE INDEX worklist_by_prescription USING btree (prescription_id, issue_number)
    GRANT DELETE, INSERT, SELECT, UPDATE TO pestle_app

SEQUENCE batch_job_execution_seq bigint
SEQUENCE batch_job_instance_seq bigint
SEQUENCE batch_step_execution_seq bigint
SEQUENCE ledger_journal_journal_id_seq bigint
SEQUENCE pricing_basis_basis_id_seq integer
SEQUENCE pricing_rehearsal_rehearsal_id_seq bigint
SEQUENCE pricing_run_run_id_seq bigint
SEQUENCE revocation_evidence_position_seq bigint
SEQUENCE tariff_concession_load_load_seq bigint

CREATE OR REPLACE FUNCTION public.append_audit_event(the_subject text, the_actor text, the_role text, the_organisation text, the_operation text, the_outcome text, the_request_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    last_sequence bigint;
    last_hash     bytea;
    now_at        timestamptz := clock_timestamp();
    new_hash      bytea;
BEGIN
    SELECT sequence, hash INTO last_sequence, last_hash FROM audit_head WHERE subject = the_subject FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_head (subject, sequence, hash)
        VALUES (the_subject, 1, audit_hash(''::bytea, the_subject, 1, now_at, the_actor, the_role, the_organisation,
                                           the_operation, the_outcome, the_request_id))
        ON CONFLICT (subject) DO NOTHING
        RETURNING hash INTO new_hash;
        IF FOUND THEN
            INSERT INTO audit_event (subject, sequence, recorded_at, actor, role, organisation, operation, outcome,
                                     request_id, previous_hash, hash)
            VALUES (the_subject, 1, now_at, the_actor, the_role, the_organisation, the_operation, the_outcome,
                    the_request_id, ''::bytea, new_hash);
            RETURN;
        END IF;
        SELECT sequence, hash INTO last_sequence, last_hash FROM audit_head WHERE subject = the_subject FOR UPDATE;
        now_at := clock_timestamp();
    END IF;
    new_hash := audit_hash(last_hash, the_subject, last_sequence + 1, now_at, the_actor, the_role, the_organisation,
                           the_operation, the_outcome, the_request_id);
    UPDATE audit_head SET sequence = last_sequence + 1, hash = new_hash WHERE subject = the_subject;
    INSERT INTO audit_event (subject, sequence, recorded_at, actor, role, organisation, operation, outcome, request_id,
                             previous_hash, hash)
    VALUES (the_subject, last_sequence + 1, now_at, the_actor, the_role, the_organisation, the_operation, the_outcome,
            the_request_id, last_hash, new_hash);
END $function$

CREATE OR REPLACE FUNCTION public.audit_hash(previous bytea, subject text, sequence bigint, recorded_at timestamp with time zone, actor text, role text, organisation text, operation text, outcome text, request_id uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
    SELECT sha256(previous || convert_to(concat_ws(chr(31), subject, sequence,
                  (extract(epoch FROM recorded_at) * 1000000)::bigint, actor, role, organisation, operation, outcome,
                  coalesce(request_id::text, '')), 'UTF8'))
$function$

CREATE OR REPLACE FUNCTION public.make_month_partitions(parent text, first_month date, months integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
    month date;
BEGIN
    FOR i IN 0 .. months - 1 LOOP
        month := first_month + make_interval(months => i);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                       parent || '_' || to_char(month, 'YYYY_MM'), parent, month, month + interval '1 month');
    END LOOP;
END $function$

CREATE OR REPLACE FUNCTION public.prescription_event_hash(previous bytea, prescription_id text, issue_number integer, version integer, recorded_at timestamp with time zone, event text, from_status text, to_status text, actor text, organisation text, request_id uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
    SELECT sha256(previous || convert_to(concat_ws(chr(31), prescription_id, issue_number, version,
                  (extract(epoch FROM recorded_at) * 1000000)::bigint, event, coalesce(from_status, ''), to_status, actor,
                  organisation, coalesce(request_id::text, '')), 'UTF8'))
$function$

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $function$
