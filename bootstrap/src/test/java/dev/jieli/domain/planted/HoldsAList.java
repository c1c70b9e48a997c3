package dev.jieli.domain.planted;

import java.util.List;

public record HoldsAList(List<String> names) {}
