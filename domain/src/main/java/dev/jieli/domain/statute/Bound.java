package dev.jieli.domain.statute;

/** 受期限约束的一方: whom a term binds. */
public enum Bound {
    /** 机关、单位: a duty; somebody answers for its being met. */
    ORGAN(Wording.of("机关、单位", "the organ")),
    /** 转送、交办的机关: the organ that sent the case, while another answers for it. */
    SENDER(Wording.of("转送、交办的机关", "the organ that sent it")),
    /** 信访人: a window in which the petitioner may ask; nobody's duty. */
    PETITIONER(Wording.of("信访人", "the petitioner"));

    private final Wording wording;

    Bound(Wording wording) {
        this.wording = wording;
    }

    public String in(Language language) {
        return wording.in(language);
    }
}
