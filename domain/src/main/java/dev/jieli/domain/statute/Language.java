package dev.jieli.domain.statute;

/** 语言: the two languages in which the product speaks. */
public enum Language {
    ZH,
    EN
}
