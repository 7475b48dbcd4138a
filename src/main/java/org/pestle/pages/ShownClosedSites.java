package org.pestle.pages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.nomination.ClosedSite;
import org.pestle.nomination.ClosedSite.Waiting;
import org.pestle.nomination.ClosedSites;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of the sites that have closed, as one caller sees it. Every prescription shown is audited. */
@Component
class ShownClosedSites {
    private final ClosedSites sites;

    ShownClosedSites(ClosedSites sites) {
        this.sites = sites;
    }

    /** A site on the page. */
    record ShownSite(String code, String name, String why, String firstSeenOn, String lastSeenOn, List<Group> groups) {
        static ShownSite of(ClosedSite site) {
            return new ShownSite(
                    site.site().value(),
                    Objects.requireNonNullElse(site.name(), "Name not known"),
                    site.finding().words() + ".",
                    PlainWords.day(site.firstSeenOn()),
                    PlainWords.day(site.lastSeenOn()),
                    List.of(
                            new Group("reachable", "Nobody has them: reachable by their ids", of(site.freed())),
                            new Group("in-hand", "The site still has them", of(site.inHand()))));
        }

        private static List<ShownIssue> of(List<Waiting> waiting) {
            return waiting.stream().map(ShownIssue::of).toList();
        }

        /** Whether anybody has to do anything. */
        public boolean isSettled() {
            return groups.stream().allMatch(group -> group.issues().isEmpty());
        }
    }

    /** Issues of one kind, under a heading; the word tells the headings of a site apart. */
    record Group(String word, String heading, List<ShownIssue> issues) {}

    /** An issue on the page. */
    record ShownIssue(String id, int number, StatusTag tag, String expiresOn, String whatToDo) {
        static ShownIssue of(Waiting waiting) {
            return new ShownIssue(
                    waiting.prescription().shortForm(),
                    waiting.issueNumber(),
                    StatusTag.of(waiting.status()),
                    PlainWords.day(waiting.expiresOn()),
                    waiting.whatToDo());
        }
    }

    /**
     * The page.
     *
     * @param after the code at which the page before ended; the first page if null or none
     * @throws org.springframework.security.access.AccessDeniedException if the reader may not see it
     */
    ModelAndView to(Caller reader, @Nullable String after) {
        OdsCode from = Optional.ofNullable(after)
                .filter(OdsCode::isRight)
                .map(OdsCode::parse)
                .orElse(null);
        ClosedSites.Page page = sites.find(from, reader, null);
        return new ModelAndView("closed-sites")
                .addObject("reader", reader.role().claim() + " of " + reader.organisation())
                .addObject("sites", page.sites().stream().map(ShownSite::of).toList())
                .addObject("next", page.next() == null ? null : page.next().value());
    }
}
