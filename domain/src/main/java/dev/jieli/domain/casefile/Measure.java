package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import dev.jieli.domain.statute.Article;

/** 三到位一处理措施 (art. 27): what goes with the handling of a matter beside what its opinion decides. */
public enum Measure {
    /** 思想教育: explained and talked through, where a request is not supported */
    GUIDANCE(art(32, 2), false),
    /** 帮扶救助: help of the organ itself for somebody in hardship */
    HELP(art(27), false),
    /** 社会救助: told of it, or helped to apply to the organ that grants it */
    SOCIAL_AID(art(37, 2), true),
    /** 司法救助: given by a political-legal organ */
    JUDICIAL_AID(art(37, 2), true),
    /** 依法处理: an unlawful act is handled by the organ that the law names, after dissuasion */
    LAWFUL_HANDLING(art(47, 2), true);

    private final Article article;
    private final boolean elsewhere;

    Measure(Article article, boolean elsewhere) {
        this.article = article;
        this.elsewhere = elsewhere;
    }

    public Article article() {
        return article;
    }

    /** Whether another organ does it, which has to be named. */
    public boolean isElsewhere() {
        return elsewhere;
    }
}
