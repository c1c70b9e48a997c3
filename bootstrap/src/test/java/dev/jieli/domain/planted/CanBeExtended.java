package dev.jieli.domain.planted;

public class CanBeExtended {}
