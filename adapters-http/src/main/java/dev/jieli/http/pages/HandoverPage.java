package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Board;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * 交接页: a handover as its page shows it.
 *
 * @param items those of this page
 * @param shown which items are listed
 * @param more from where the next page of items begins; empty on the last
 */
public record HandoverPage(
        Board.HandoverFile file,
        ImmutableSet<Class<? extends HandoverAct>> open,
        ImmutableList<CasePage.Offer> offers,
        ImmutableList<EntryWords> docket,
        ImmutableList<Handover.Item> items,
        Show shown,
        int from,
        Optional<Integer> more) {

    static final int AT_A_TIME = 50;

    /** 列出哪些事项 */
    public enum Show {
        ALL("全部", "all"),
        TO_COMPLETE("待填写", "to be completed"),
        TO_CHECK("待核对", "to be checked"),
        ASKED("有异议", "with questions"),
        KEPT("保留", "kept");

        private final Wording wording;

        Show(String zh, String en) {
            this.wording = Wording.of(zh, en);
        }

        boolean fits(Handover.Item item) {
            return switch (this) {
                case ALL -> true;
                case TO_COMPLETE -> item.account().isEmpty() && item.kept().isEmpty();
                case TO_CHECK -> !item.checked();
                case ASKED -> !item.exchanges().isEmpty();
                case KEPT -> item.kept().isPresent();
            };
        }

        public Wording wording() {
            return wording;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public long count(Handover handover) {
            return handover.items().values().stream().filter(this::fits).count();
        }

        static Show of(Optional<String> key) {
            for (Show show : values()) {
                if (key.equals(Optional.of(show.key()))) {
                    return show;
                }
            }
            return ALL;
        }
    }

    static HandoverPage of(
            Page page,
            Names names,
            Board.HandoverFile file,
            ImmutableSet<Class<? extends HandoverAct>> open,
            Show show,
            int from) {
        Handover handover = file.handover();
        List<Handover.Item> all =
                handover.items().values().stream().filter(show::fits).toList();
        int start = Math.min(Math.max(0, from), all.size());
        int end = Math.min(start + AT_A_TIME, all.size());
        return new HandoverPage(
                file,
                open,
                HandoverForms.offers(page, open),
                EntryWords.newestFirst(page, names, file.docket(), numbers(file)),
                ImmutableList.copyOf(all.subList(start, end)),
                show,
                start,
                end < all.size() ? Optional.of(end) : Optional.empty());
    }

    /** The number of a case that stands on the list, or stood on it. */
    static Function<CaseId, String> numbers(Board.HandoverFile file) {
        Map<CaseId, String> known = new HashMap<>();
        for (Board.EntryLine line : file.docket()) {
            if (line.entry().act() instanceof HandoverAct.Open open) {
                open.items().forEach(item -> known.put(item.caseId(), item.number()));
            } else if (line.entry().act() instanceof HandoverAct.Supplement supplement) {
                supplement.items().forEach(item -> known.put(item.caseId(), item.number()));
            }
        }
        return id -> known.getOrDefault(id, id.toString().substring(0, 8));
    }

    public Handover handover() {
        return file.handover();
    }

    /** Whether all that has to be done before this step is done. */
    public boolean ready(CasePage.Offer offer) {
        return switch (offer.name()) {
            case "Freeze" -> Show.TO_COMPLETE.count(handover()) == 0;
            case "Receive" -> Show.TO_CHECK.count(handover()) == 0;
            default -> true;
        };
    }

    public boolean may(String step) {
        return open.stream().anyMatch(act -> act.getSimpleName().equals(step));
    }

    public Optional<Board.ItemFacts> facts(Handover.Item item) {
        return Optional.ofNullable(file.facts().get(item.caseId()));
    }

    public Optional<Handover.Disposition> placed(Handover.Item item) {
        return handover().placed().stream()
                .filter(placed -> placed.item().equals(item.caseId()))
                .map(Handover.Placed::disposition)
                .findFirst();
    }

    public ImmutableList<Show> shows() {
        return java.util.Arrays.stream(Show.values())
                .filter(show -> show == Show.ALL || show == shown || show.count(handover()) > 0)
                .collect(ImmutableList.toImmutableList());
    }

    /** Where a handover is on its way: done, now, or still to come. */
    public String step(Handover.State at) {
        Handover.State now = handover().state();
        if (now == Handover.State.EFFECTIVE || (now.compareTo(at) > 0 && now != Handover.State.CANCELLED)) {
            return "done";
        }
        return now == at ? "now" : "";
    }
}
