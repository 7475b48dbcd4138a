package org.pestle.jobs;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Claims made for tests: each with the least of a prescription behind it that the schema demands. */
@SuppressWarnings("NullAway") // arrays of rows, some of whose cells are null
final class MadeClaims {
    static final String TABLET = "428673006";
    static final String CAPSULE = "428641000";
    static final String ML = "258773002";
    static final String DOSE = "3317411000001100";
    /** Inhalers. */
    static final String DEVICE = "3318711000001107";

    static final String AMLODIPINE = "39732011000001102";
    static final String ALLOPURINOL = "42099411000001101";
    static final String PARACETAMOL = "42109611000001109";
    static final String LISDEXAMFETAMINE = "42013811000001100";
    /** 200 doses cost £1.50; claims may count inhalers. */
    static final String SALBUTAMOL = "39113611000001102";
    /** 60 tablets cost £100.00 in Category C. */
    static final String HYDROXYCARBAMIDE = "19345811000001103";

    /** Blacklisted in the reference tariff. */
    static final String EXEMPLOR = "90068999999106";

    static final String NOT_LISTED = "90009999999999";
    /** In the reference dictionary: two brands of it have a price, so none holds for the generic product. */
    static final String OF_TWO_BRANDS = "90063999999109";

    /** The cheaper of the two. */
    static final String EXEMPLAZOLE = "90069999999101";

    static final String EXEMPLAZOLE_30 = "90071999999100";
    static final String PACK_OF_30 = "90066999999100";
    static final String AMLODIPINE_28 = "995011000001102";

    private static final String PRESCRIPTIONS = """
            INSERT INTO prescription (prescription_id, long_id, treatment_type, prescription_type, nhs_number,
                                      patient_name,
                                      birth_date, prescriber_name, prescriber_role_profile, practice, practice_name,
                                      commissioner, authored_at, days_supply, issues, created_at, message_id, message,
                                      content_digest, signed_at, signer, certificates, verdict, verified_at,
                                      policy_version)
            SELECT id, gen_random_uuid(), '0001', '0101', '9449304130', 'MADE', DATE '1970-01-01', 'MADE',
                   '555254242105',
                   practice, 'MADE', commissioner, at, 28, 1, at, gen_random_uuid(), ''::bytea, sha256(id::bytea), at,
                   'MADE', ARRAY[]::bytea[], 'VALID', at, '1'
              FROM unnest(:ids, :practices, :commissioners, :times) AS t (id, practice, commissioner, at)
            """;

    private static final String ISSUES = """
            INSERT INTO prescription_issue (prescription_id, issue_number, status, version, chain_head, site_type,
                                            starts_on, expires_on, next_activity, next_activity_on)
            SELECT id, 1, '0008', 1, sha256(id::bytea), '0004', DATE '2026-07-01', DATE '2027-01-01', 'delete',
                   DATE '2027-01-01'
              FROM unnest(:ids) AS t (id)
            """;

    private static final String CLAIMS = """
            INSERT INTO claim (claim_id, prescription_id, issue_number, contractor, authority, practice, commissioner,
                               exemption, evidence_seen, dispensed_on, received_at, payment_month, status, message)
            SELECT claim, id, 1, contractor, 'T1450', practice, commissioner, exemption, true, dispensed, at,
                   DATE '2026-07-01', 'RECEIVED', ''::bytea
              FROM unnest(:claims, :ids, :contractors, :practices, :commissioners, :exemptions, :days, :times)
                   AS t (claim, id, contractor, practice, commissioner, exemption, dispensed, at)
            """;

    private static final String ITEMS = """
            INSERT INTO claim_item (claim_id, line_item_id, sequence, item_status, ordered_product, ordered_name,
                                    ordered_quantity, ordered_unit, supplied_product, supplied_quantity, supplied_unit,
                                    charge, endorsements, reason)
            SELECT claim, item, sequence, status, product, name, quantity, unit, supplied, supplied_quantity,
                   supplied_unit, charge, CAST(endorsements AS jsonb), NULL
              FROM unnest(:claims, :items, :sequences, :statuses, :products, :names, :quantities, :units, :supplied,
                          :suppliedQuantities, :suppliedUnits, :charges, :endorsements)
                   AS t (claim, item, sequence, status, product, name, quantity, unit, supplied, supplied_quantity,
                         supplied_unit, charge, endorsements)
            """;

    private static final String WAITING = """
            INSERT INTO claim_waiting (claim_id, received_at, contractor, prescription_id, dispensed_on, items, products,
                                       broken_bulk)
            SELECT claim.claim_id, claim.received_at, claim.contractor, claim.prescription_id, claim.dispensed_on,
                   count(*) FILTER (WHERE item.settled_in IS NULL), array_agg(item.ordered_product),
                   coalesce(array_agg(item.ordered_product) FILTER (WHERE item.endorsements @> '[{"code": "BB"}]'), '{}')
              FROM claim
              JOIN claim_item AS item USING (claim_id)
             WHERE claim.claim_id = ANY (:claims)
             GROUP BY claim.claim_id
            """;

    /** One claimed item. */
    record Item(
            String status,
            String product,
            String name,
            String quantity,
            String unit,
            String charge,
            String endorsements,
            Supply supply) {
        static Item supplied(String product, String name, String quantity, String unit) {
            Supply asOrdered = new Supply(product, quantity, unit);
            return new Item("0001", product, name, quantity, unit, "not-paid", list("NDEC"), asOrdered);
        }

        Item paidOnce() {
            return new Item(status, product, name, quantity, unit, "paid-once", endorsements, supply);
        }

        Item notDispensed() {
            return new Item("0002", product, name, quantity, unit, charge, endorsements, supply);
        }

        /** From a pack whose rest will not be used. */
        Item brokenBulk() {
            return endorsed("BB");
        }

        Item endorsed(String code) {
            return new Item(status, product, name, quantity, unit, charge, list(code), supply);
        }

        /** The claim names the pack that was used. */
        Item fromPack(String code) {
            return claimedAs(code, quantity, unit);
        }

        /** Claimed otherwise than it was ordered. */
        Item claimedAs(String otherProduct, String otherQuantity, String otherUnit) {
            Supply other = new Supply(otherProduct, otherQuantity, otherUnit);
            return new Item(status, product, name, quantity, unit, charge, endorsements, other);
        }

        private static String list(String endorsement) {
            return "[{\"code\": \"" + endorsement + "\"}]";
        }

        @Nullable
        String suppliedProduct() {
            return status.equals("0001") ? supply.product() : null;
        }

        BigDecimal suppliedQuantity() {
            return status.equals("0001") ? new BigDecimal(supply.quantity()) : BigDecimal.ZERO;
        }
    }

    /** What is claimed of it. */
    record Supply(String product, String quantity, String unit) {}

    /** One claim. */
    record Claim(
            UUID id,
            PrescriptionId prescription,
            String contractor,
            String practice,
            String commissioner,
            String exemption,
            LocalDate dispensedOn,
            Instant receivedAt,
            List<Item> items) {}

    private static final LocalDate DISPENSED_ON = LocalDate.of(2026, 7, 10);
    private static final AtomicInteger SEED = new AtomicInteger();

    private final Random random;
    private final List<Claim> claims = new ArrayList<>();

    /** Claims unlike those made before. */
    MadeClaims() {
        this(SEED.incrementAndGet());
    }

    /** The same claims for the same seed. */
    MadeClaims(int seed) {
        random = new Random(20260701L + seed);
    }

    static Item hydroxycarbamide(String quantity) {
        return Item.supplied(HYDROXYCARBAMIDE, "Hydroxycarbamide 100mg tablets", quantity, TABLET);
    }

    static Item salbutamol(String quantity, String unit) {
        return Item.supplied(SALBUTAMOL, "Salbutamol 100micrograms/dose inhaler CFC free", quantity, unit);
    }

    static Item amlodipine(String quantity) {
        return Item.supplied(AMLODIPINE, "Amlodipine 5mg tablets", quantity, TABLET);
    }

    UUID add(
            String contractor,
            String practice,
            String commissioner,
            String exemption,
            String receivedAt,
            Item... items) {
        return add(contractor, practice, commissioner, exemption, DISPENSED_ON, receivedAt, items);
    }

    private UUID add(
            String contractor,
            String practice,
            String commissioner,
            String exemption,
            LocalDate dispensedOn,
            String receivedAt,
            Item... items) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        claims.add(new Claim(
                id,
                PrescriptionId.make(new OdsCode(practice), random),
                contractor,
                practice,
                commissioner,
                exemption,
                dispensedOn,
                Instant.parse(receivedAt),
                List.of(items)));
        return id;
    }

    UUID add(String exemption, Item... items) {
        return add("FA565", "A83008", "QOP", exemption, "2026-07-20T10:00:00Z", items);
    }

    /** A claim of a pharmacy for what it handed out on a day, received on that of all others. */
    UUID supplied(String contractor, String dispensedOn, Item... items) {
        return add(contractor, "A83008", "QOP", "0004", LocalDate.parse(dispensedOn), "2026-07-20T10:00:00Z", items);
    }

    PrescriptionId prescriptionOf(UUID claim) {
        return claims.stream()
                .filter(made -> made.id().equals(claim))
                .findFirst()
                .orElseThrow()
                .prescription();
    }

    /** So many claims of two items each; some break packs that others use up. */
    static MadeClaims many(int count, int seed) {
        MadeClaims made = new MadeClaims(seed);
        for (int i = 0; i < count; i++) {
            made.add(
                    i % 3 == 0 ? "FLM49" : "FA565",
                    i % 2 == 0 ? "A83008" : "B83010",
                    i % 2 == 0 ? "QOP" : "QWO",
                    "0004",
                    "2026-07-20T10:00:00Z",
                    amlodipine(Integer.toString(1 + i % 84)),
                    second(i));
        }
        return made;
    }

    private static Item second(int i) {
        return switch (i % 50) {
            case 7 -> Item.supplied(NOT_LISTED, "Nowhere listed", "1", TABLET);
            case 11, 33 -> hydroxycarbamide(Integer.toString(40 + i % 17)).brokenBulk();
            case 13, 38 -> amlodipine(Integer.toString(16 + i % 11)).brokenBulk();
            case 12, 24, 34 -> hydroxycarbamide(Integer.toString(1 + i % 23));
            default -> Item.supplied(ALLOPURINOL, "Allopurinol 100mg tablets", Integer.toString(1 + i % 56), TABLET);
        };
    }

    /**
     * Answers for everything that came back of a claim, each item counted in the unit of its order and endorsed so.
     *
     * @return the answer's id
     */
    static UUID answer(Database database, UUID former, String receivedAt, String endorsements) {
        UUID answer = new UUID(former.getMostSignificantBits(), former.getLeastSignificantBits() + 1);
        JdbcClient.create(database.owner())
                .sql("""
                        UPDATE claim SET status = 'ANSWERED' WHERE claim_id = :former;
                        INSERT INTO claim (claim_id, prescription_id, issue_number, contractor, authority, practice,
                                           commissioner, exemption, evidence_seen, dispensed_on, received_at,
                                           payment_month, status, message, replaces, amended_at, answers)
                        SELECT :answer, prescription_id, issue_number, contractor, authority, practice, commissioner,
                               exemption, evidence_seen, dispensed_on, CAST(:at AS timestamptz),
                               date_trunc('month', CAST(:at AS timestamptz)), 'RECEIVED', message, claim_id,
                               CAST(:at AS timestamptz), true
                          FROM claim
                         WHERE claim_id = :former;
                        INSERT INTO claim_item (claim_id, line_item_id, sequence, item_status, ordered_product,
                                                ordered_name, ordered_quantity, ordered_unit, supplied_product,
                                                supplied_quantity, supplied_unit, charge, endorsements, reason,
                                                settled_in)
                        SELECT :answer, line_item_id, sequence, item_status, ordered_product, ordered_name,
                               ordered_quantity, ordered_unit, supplied_product, supplied_quantity,
                               CASE WHEN back.claim_id IS NULL THEN supplied_unit ELSE ordered_unit END, charge,
                               CASE WHEN back.claim_id IS NULL THEN endorsements ELSE CAST(:endorsements AS jsonb) END,
                               item.reason,
                               CASE WHEN back.claim_id IS NULL THEN coalesce(settled_in, item.claim_id) END
                          FROM claim_item AS item
                          LEFT JOIN returned_item AS back USING (claim_id, line_item_id)
                         WHERE item.claim_id = :former;
                        UPDATE returned_item
                           SET ended = 'ANSWERED', ended_on = CAST(:at AS timestamptz)
                         WHERE claim_id = :former
                        """)
                .param("former", former)
                .param("answer", answer)
                .param("at", receivedAt)
                .param("endorsements", endorsements)
                .update();
        JdbcClient.create(database.owner())
                .sql(WAITING)
                .param("claims", new UUID[] {answer})
                .update();
        return answer;
    }

    void keepIn(Database database) {
        JdbcClient jdbc = database.jdbc();
        database.transactions().executeWithoutResult(status -> {
            SqlArrayValue ids =
                    array("text", claims, claim -> claim.prescription().value());
            SqlArrayValue practices = array("text", claims, Claim::practice);
            SqlArrayValue commissioners = array("text", claims, Claim::commissioner);
            SqlArrayValue times = array("timestamptz", claims, claim -> Timestamp.from(claim.receivedAt()));
            jdbc.sql(PRESCRIPTIONS)
                    .param("ids", ids)
                    .param("practices", practices)
                    .param("commissioners", commissioners)
                    .param("times", times)
                    .update();
            jdbc.sql(ISSUES).param("ids", ids).update();
            jdbc.sql(CLAIMS)
                    .param("claims", array("uuid", claims, Claim::id))
                    .param("ids", ids)
                    .param("contractors", array("text", claims, Claim::contractor))
                    .param("practices", practices)
                    .param("commissioners", commissioners)
                    .param("exemptions", array("text", claims, Claim::exemption))
                    .param("days", array("date", claims, claim -> Date.valueOf(claim.dispensedOn())))
                    .param("times", times)
                    .update();
            keepItems(jdbc);
            jdbc.sql(WAITING).param("claims", array("uuid", claims, Claim::id)).update();
        });
    }

    private record Line(UUID claim, UUID id, int sequence, Item item) {}

    private void keepItems(JdbcClient jdbc) {
        List<Line> lines = new ArrayList<>();
        for (Claim claim : claims) {
            for (int i = 0; i < claim.items().size(); i++) {
                lines.add(new Line(
                        claim.id(),
                        new UUID(random.nextLong(), random.nextLong()),
                        i + 1,
                        claim.items().get(i)));
            }
        }
        jdbc.sql(ITEMS)
                .param("claims", array("uuid", lines, Line::claim))
                .param("items", array("uuid", lines, Line::id))
                .param("sequences", array("int2", lines, line -> (short) line.sequence()))
                .param("statuses", array("text", lines, line -> line.item().status()))
                .param("products", array("text", lines, line -> line.item().product()))
                .param("names", array("text", lines, line -> line.item().name()))
                .param(
                        "quantities",
                        array(
                                "numeric",
                                lines,
                                line -> new BigDecimal(line.item().quantity())))
                .param("units", array("text", lines, line -> line.item().unit()))
                .param("supplied", array("text", lines, line -> line.item().suppliedProduct()))
                .param(
                        "suppliedQuantities",
                        array("numeric", lines, line -> line.item().suppliedQuantity()))
                .param(
                        "suppliedUnits",
                        array("text", lines, line -> line.item().supply().unit()))
                .param("charges", array("text", lines, line -> line.item().charge()))
                .param("endorsements", array("text", lines, line -> line.item().endorsements()))
                .update();
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, ?> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
