package offenders.modules;

import org.springframework.modulith.Modulithic;

/** An application whose lower module calls its upper one, which the check of modules must catch. */
@Modulithic
public final class PlantedApplication {
    private PlantedApplication() {}
}
