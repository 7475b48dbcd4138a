package org.pestle.tariff;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one file of a dm+d release element by element, so that memory does not grow with the file. */
final class DmdReader {
    private static final XMLInputFactory FACTORY = factory();

    private DmdReader() {}

    /** Hears each element that is kept. */
    interface Listener {
        void on(DmdElement element);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter((message, type, information, place) -> {});
        return factory;
    }

    /**
     * Reads the file to its end.
     *
     * @return false if its outermost element is another than that of the file
     * @throws XMLStreamException if it is not well-formed XML
     */
    static boolean read(DmdFile file, InputStream stream, Listener listener) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(stream);
        try {
            return new Reading(file, xml, listener).toTheEnd();
        } finally {
            xml.close();
        }
    }

    private static final class Reading {
        private final DmdFile file;
        private final XMLStreamReader xml;
        private final Listener listener;
        private final Map<String, String> outside = new HashMap<>();
        private Map<String, String> inside = new HashMap<>();
        private @Nullable String record;
        private String parent = "";
        private String element = "";
        private String text = "";
        private int line;
        private int column;
        private int depth;

        Reading(DmdFile file, XMLStreamReader xml, Listener listener) {
            this.file = file;
            this.xml = xml;
            this.listener = listener;
        }

        boolean toTheEnd() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth++ == 0 && !xml.getLocalName().equals(file.root())) {
                            return false;
                        }
                        start(xml.getLocalName());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text = xml.getText();
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        end(xml.getLocalName());
                    }
                    default -> {
                        // Comments and white space say nothing.
                    }
                }
            }
            return true;
        }

        private void start(String name) {
            if (record == null && file.keeps(name) && depth > 2 - (isFlat() ? 1 : 0)) {
                record = name;
                inside = new HashMap<>();
                Location place = xml.getLocation();
                line = place.getLineNumber();
                column = Math.max(1, place.getColumnNumber() - name.length() - 2);
            } else if (record == null) {
                parent = name;
            }
            element = name;
            text = "";
        }

        /** Whether the records stand right below the outermost element. */
        private boolean isFlat() {
            return file == DmdFile.VTM || file == DmdFile.INGREDIENT;
        }

        private void end(String name) {
            if (name.equals(record)) {
                listener.on(
                        new DmdElement(name, parent, inside, Optional.ofNullable(outside.get("AMPPID")), line, column));
                record = null;
            } else if (name.equals(element)) {
                (record == null ? outside : inside).put(name, text.strip());
            }
            element = "";
        }
    }
}
