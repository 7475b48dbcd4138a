package org.pestle.reporting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The formats of schedules and reports (contract.md 2). */
enum Format {
    JSON("application/json", ".json"),
    CSV(CsvFile.MEDIA_TYPE, ".csv"),
    PDF("application/pdf", ".pdf");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    String mediaType() {
        return mediaType;
    }

    String suffix() {
        return suffix;
    }

    /** The format that a name's suffix asks for, if it has one. */
    static Optional<Format> bySuffix(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith(format.suffix))
                .findFirst();
    }

    /** The first format that an Accept header names, JSON where it takes anything; empty if none of ours is wanted. */
    static Optional<Format> byAccept(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(JSON);
        }
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException unreadable) {
            return Optional.empty();
        }
        return wanted.stream()
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .flatMap(type -> Arrays.stream(values())
                        .filter(format ->
                                MediaType.parseMediaType(format.mediaType).isCompatibleWith(type)))
                .findFirst();
    }
}
