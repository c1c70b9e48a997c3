package dev.jieli.domain.organization;

/**
 * 岗位: the place on which responsibility hangs; officials come and go in it.
 *
 * @param rank the order among leaders, 1 for the top (党政主要领导); 0 for a post that leads nothing
 */
public record Post(PostId id, UnitId unit, String title, Kind kind, int rank) {

    /** 岗位类别 */
    public enum Kind {
        /** 登记岗 */
        CLERK,
        /** 经办岗 */
        HANDLER,
        /** 单位主要负责人 */
        HEAD,
        /** 领导岗 (党政领导) */
        LEADER,
        /** 督查岗 */
        SUPERVISOR
    }

    public Post {
        if (title.isBlank() || rank < 0) {
            throw new IllegalArgumentException("a post has a title and no negative rank");
        }
    }
}
