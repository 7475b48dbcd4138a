package org.pestle.sandbox;

import java.nio.file.Path;

/** The data folder is held by another process. */
public final class DataInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    private final long processId;

    DataInUse(Path folder, long processId) {
        super("The data in " + folder + " is in use by process " + processId + ".");
        this.folder = folder;
        this.processId = processId;
    }

    /** The folder in question, absolute. */
    public Path folder() {
        return folder;
    }

    /** The process that holds it. */
    public long processId() {
        return processId;
    }
}
