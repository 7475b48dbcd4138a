package org.pestle.dispensing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceClient;
import org.pestle.testing.Service;
import org.pestle.testing.SignedOrders;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;

/**
 * The dispensing token (eps.md 6.4): what is on it, and that its codes can be read from the picture. The files are kept
 * under target/papers to be looked at.
 */
class DispensingTokenTest {
    private static final Service SERVICE = Service.running();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String id = "";

    @BeforeAll
    static void a_repeat_dispensing_prescription_is_in_the_record() {
        ServiceClient client = new ServiceClient(SERVICE.url(""));
        SignedOrders.Order order = new SignedOrders(client).make(SampleOrder.Kind.ERD, "FA565");
        client.send(order.call()).orRefused();
        id = order.id();
    }

    @Test
    void shows_on_the_left_whose_it_is_and_on_the_right_what_was_ordered() throws Exception {
        byte[] pdf = keep("token.pdf", get("pdf", "prescriber").body());

        String text = text(pdf);
        assertThat(text)
                .contains(
                        "Dispensing token",
                        "NHS number 944 930 4130",
                        "Signed electronically on",
                        "Repeat dispensing, issue 1 of ",
                        "To Be Dispensed",
                        "Valid until",
                        "Quantity ",
                        "High Street Pharmacy (FA565)",
                        "63 Briarfield Road",
                        new PrescriptionId(id).shortForm());
        assertThat(text.indexOf("Prescriber")).isLessThan(text.indexOf("Items"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getResources().getXObjectNames())
                    .as("codes are drawn as lines, not as images")
                    .isEmpty();
            assertThat(document.getDocumentCatalog()
                            .getStructureTreeRoot()
                            .getCOSObject()
                            .containsKey(COSName.K))
                    .isTrue();
        }
    }

    @Test
    void the_bar_code_in_the_picture_is_the_id_without_hyphens() throws Exception {
        byte[] png = keep("token.png", get("png", "pharmacist").body());

        assertThat(read(png, BarcodeFormat.CODE_128)).isEqualTo(id);
    }

    @Test
    void the_square_code_in_the_picture_is_checked_offline_with_the_published_key() throws Exception {
        JWKSet published = JWKSet.parse(
                SERVICE.get("/.well-known/prescription-token-keys", null).body());
        JWSObject seal = JWSObject.parse(read(get("png", "prescriber").body(), BarcodeFormat.QR_CODE));

        ECKey key = published.getKeyByKeyId(seal.getHeader().getKeyID()).toECKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(seal.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(seal.verify(new ECDSAVerifier(key))).isTrue();
        Map<String, Object> content = seal.getPayload().toJSONObject();
        assertThat(content).containsOnlyKeys("sub", "issue", "issues", "status", "items", "iat", "exp");
        assertThat(content).containsEntry("sub", id).containsEntry("issue", 1L).containsEntry("status", "0001");
        LocalDate lastDay = NhsDates.on(Instant.ofEpochSecond(((Long) requireNonNull(content.get("exp"))) - 1));
        assertThat(text(get("pdf", "prescriber").body())).contains("Valid until " + NhsDates.inWords(lastDay));
    }

    @Test
    void a_changed_square_code_is_found_out() throws Exception {
        ECKey key = (ECKey) JWKSet.parse(SERVICE.get("/.well-known/prescription-token-keys", null)
                        .body())
                .getKeys()
                .getFirst();
        String[] parts =
                read(get("png", "prescriber").body(), BarcodeFormat.QR_CODE).split("\\.");
        String otherStatus =
                JWSObject.parse(String.join(".", parts)).getPayload().toString().replace("\"0001\"", "\"0000\"");

        String changed = parts[0] + "." + com.nimbusds.jose.util.Base64URL.encode(otherStatus) + "." + parts[2];

        assertThat(JWSObject.parse(changed).verify(new ECDSAVerifier(key))).isFalse();
        assertThat(JWSObject.parse(String.join(".", parts)).verify(new ECDSAVerifier(key)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} asks for {1}: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            pharmacist-flm49  | {id}/token.pdf                | 403 | NOT_PERMITTED
            prescriber-2      | {id}/token.pdf                | 403 | NOT_PERMITTED
            support           | {id}/token.png                | 403 | NOT_PERMITTED
            prescriber        | {id}/token.pdf?issueNumber=99 | 404 | NO_SUCH_PRESCRIPTION
            prescriber        | {id}/token.pdf?issueNumber=0  | 400 | INVALID_VALUE
            prescriber        | 24F5DA-A83008-7EFE6A/token.pdf | 400 | INVALID_VALUE
            prescriber        | 24F5DA-A83008-7EFE6Z/token.pdf | 404 | NO_SUCH_PRESCRIPTION
            """)
    void is_refused_to(String persona, String path, int status, String code) {
        HttpResponse<String> answer = SERVICE.get(
                "/clinical-prescription-tracker/RequestGroup/" + path.replace("{id}", id.replace("+", "%2B")), persona);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
    }

    private static HttpResponse<byte[]> get(String suffix, String persona) throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(SERVICE.url("/clinical-prescription-tracker/RequestGroup/"
                                + id.replace("+", "%2B") + "/token." + suffix))
                        .header("Authorization", "Bearer " + SERVICE.token(persona))
                        .header("X-Request-ID", UUID.randomUUID().toString())
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer;
    }

    /** What a scanner reads that is held at one distance after the other, as one at a counter is. */
    private static String read(byte[] png, BarcodeFormat format) throws Exception {
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(png));
        for (double scale : List.of(1.0, 0.8, 0.6)) {
            try {
                return read(scaled(page, scale), format);
            } catch (NotFoundException tooNear) {
                // Its patterns were not told from the text beside it at this distance.
            }
        }
        return read(scaled(page, 0.5), format);
    }

    private static BufferedImage scaled(BufferedImage page, double scale) {
        BufferedImage smaller = new BufferedImage(
                (int) (page.getWidth() * scale), (int) (page.getHeight() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smaller.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(page, 0, 0, smaller.getWidth(), smaller.getHeight(), null);
        graphics.dispose();
        return smaller;
    }

    private static String read(BufferedImage image, BarcodeFormat format) throws NotFoundException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        BinaryBitmap bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        return new MultiFormatReader()
                .decode(
                        bitmap,
                        Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(format), DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static byte[] keep(String name, byte[] content) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "papers"));
        return Files.readAllBytes(Files.write(folder.resolve(name), content));
    }
}
