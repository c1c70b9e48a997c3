package dev.jieli.domain.accountability;

/** 办理人: who does something: somebody in a post of his or her own, or in the place of a colleague who is absent. */
public sealed interface Actor permits IncumbencyId, Actor.Delegate {

    /**
     * 代理人: in the capacity of the absent one, who goes on answering for it.
     *
     * @param who acts, by a post of his or her own
     * @param absent for whom; that somebody says so does not make it so, see {@code Delegation}
     */
    record Delegate(IncumbencyId who, IncumbencyId absent) implements Actor {}

    /** Whoever acts, by a post of his or her own. */
    default IncumbencyId hand() {
        return this instanceof Delegate delegate ? delegate.who() : (IncumbencyId) this;
    }
}
