package dev.jieli.domain.planted;

public final class CaseManager {}
