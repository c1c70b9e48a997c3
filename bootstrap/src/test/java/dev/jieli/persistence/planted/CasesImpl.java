package dev.jieli.persistence.planted;

public final class CasesImpl {}
