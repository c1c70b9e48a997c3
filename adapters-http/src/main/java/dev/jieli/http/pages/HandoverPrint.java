package dev.jieli.http.pages;

import dev.jieli.application.port.Board;
import dev.jieli.domain.tenure.Handover;
import java.util.Optional;

/** 打印清单: the list as it goes on paper. */
public record HandoverPrint(Page page, Board.HandoverFile file) {

    public Optional<Board.ItemFacts> facts(Handover.Item item) {
        return Optional.ofNullable(file.facts().get(item.caseId()));
    }

    public String party(Board.Named who) {
        return who.official() + page.t("，", ", ") + who.unit() + " " + who.post() + page.t("（", " (")
                + page.t(page.date(who.from()) + "任职", "since " + page.date(who.from()))
                + page.t("）", ")");
    }
}
