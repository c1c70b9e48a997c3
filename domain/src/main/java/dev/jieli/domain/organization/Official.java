package dev.jieli.domain.organization;

/** 干部: a person who holds posts. Of a person no more is kept here than the name under which he or she signs. */
public record Official(OfficialId id, String name) {
    public Official {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an official has a name");
        }
    }
}
