package dev.jieli.domain.planted;

@SuppressWarnings("ArrayRecordComponent")
public record HoldsAnArray(int[] numbers) {}
