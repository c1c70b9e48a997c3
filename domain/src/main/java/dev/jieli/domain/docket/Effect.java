package dev.jieli.domain.docket;

/**
 * 后果: what an act changed, kept beside it so that a docket can be read again without the law of its day. A change of
 * the tables never rewrites what was done under the old ones.
 */
public interface Effect {
    /** Changed nothing but the record. */
    Effect NONE = new Effect() {
        @Override
        public String toString() {
            return "none";
        }
    };
}
