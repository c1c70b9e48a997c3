package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Instrument;

/** 办理途径 (arts. 29 to 31): by which procedure a matter is handled; each has its own table in {@link Lifecycle}. */
public enum Track {
    /** 信访程序 (art. 31(1) item 6): what is none of the others; an unclassified case is in it */
    PETITION_PROCEDURE(art(31, 1, 6)),
    /** 简易办理: a first petition with clear facts, in days instead of weeks */
    SIMPLIFIED(Article.whole(Instrument.SIMPLIFIED_2022)),
    /** 建议意见 (art. 29): studied, adopted or not, answered */
    PROPOSAL(art(29, 1)),
    /** 检举控告 (art. 30): for the discipline inspection or the organ in charge; kept from the accused */
    ACCUSATION(art(30, 1)),
    /** 其他法定途径 (art. 31(1), items 1 to 5): handled or led into a procedure that other law provides (诉访分离) */
    LEGAL_PATH(art(31, 1));

    private final Article article;

    Track(Article article) {
        this.article = article;
    }

    /** The article that puts a matter on this track. */
    public Article article() {
        return article;
    }

    /** Whether its opinions can be reviewed: a petition's request is decided here and by no other procedure. */
    public boolean reviewable() {
        return this == PETITION_PROCEDURE || this == SIMPLIFIED;
    }
}
