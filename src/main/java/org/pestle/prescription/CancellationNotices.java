package org.pestle.prescription;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notices of an organisation, to fetch (eps.md 5.5). Every prescription that a page tells of is audited by the
 * statement that reads it. One round trip and a commit.
 */
@Component
public class CancellationNotices {
    private final NoticeTable table;

    CancellationNotices(NoticeTable table) {
        this.table = table;
    }

    /**
     * The notices of the caller's organisation, the oldest first.
     *
     * @param after only notices with a greater number; 0 for all
     * @param since only notices of that time or later, or null for all
     * @param limit how many at most
     */
    @Transactional
    public List<CancellationNotice> find(
            long after, @Nullable Instant since, int limit, Caller caller, UUID requestId) {
        return table.find(after, since, limit, caller, requestId);
    }
}
