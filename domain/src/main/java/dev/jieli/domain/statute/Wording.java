package dev.jieli.domain.statute;

/** 措辞: one thing said in Chinese and in English. */
public record Wording(String zh, String en) {

    public static Wording of(String zh, String en) {
        return new Wording(zh, en);
    }

    public String in(Language language) {
        return switch (language) {
            case ZH -> zh;
            case EN -> en;
        };
    }
}
