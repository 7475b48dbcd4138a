package org.pestle.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pestle.problems.Finding;
import org.pestle.problems.ProblemDocument;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers of the reimbursement interface: files, documents and refusals, none of which a cache may keep. */
@Component
class ReimbursementAnswers {
    private final JsonMapper json;

    ReimbursementAnswers(JsonMapper json) {
        this.json = json;
    }

    /** A file to look at or to keep. */
    ResponseEntity<byte[]> file(byte[] content, Format format, String name) {
        return file(format, name).body(content);
    }

    /** The same from the disk, where it is then deleted. */
    ResponseEntity<InputStreamResource> file(Path content, Format format, String name) {
        return sent(file(format, name), content);
    }

    private static ResponseEntity.BodyBuilder file(Format format, String name) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (format != Format.JSON) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + format.suffix() + "\"");
        }
        return answer;
    }

    /** A file to keep, sent from the disk and then deleted there. */
    ResponseEntity<InputStreamResource> download(Path file, String mediaType, String name) {
        return sent(
                ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_TYPE, mediaType)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""),
                file);
    }

    private static ResponseEntity<InputStreamResource> sent(ResponseEntity.BodyBuilder answer, Path file) {
        try {
            return answer.contentLength(Files.size(file))
                    .body(new InputStreamResource(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A document of ours. */
    ResponseEntity<byte[]> json(ObjectNode document) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Format.JSON.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writeValueAsBytes(document));
    }

    /** A refusal as problem details. */
    ResponseEntity<byte[]> refuse(Finding finding) {
        return ResponseEntity.status(finding.problem().httpStatus())
                .header(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writeValueAsBytes(ProblemDocument.of(finding)));
    }
}
