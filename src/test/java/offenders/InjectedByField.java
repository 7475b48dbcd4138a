package offenders;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Gets its clock behind its back. */
public class InjectedByField {
    @Autowired
    @Nullable
    Clock clock;
}
