package dev.jieli.domain.docket;

/** 理由: why an act is refused. Each has one sentence for people in each language, kept with the pages. */
public enum Reason {
    /** No such case, unit, post, official, incumbency or handover. */
    NOT_FOUND,
    /** The number or the thing is there already, with other content. */
    ALREADY_THERE,
    /** Somebody acted since the page was read. Details: {@code seen}, {@code entries}. */
    STALE,
    /** The lifecycle has no such act at this stage. Details: {@code act}, {@code stage}, and {@code stages} where it has. */
    NOT_AT_THIS_STAGE,
    /** The case has ended. */
    ENDED,
    /** The actor's capacity does not reach this act. Details: {@code needs}. */
    NOT_YOURS,
    /** Who acts no longer sits, or not yet. */
    ACTOR_DOES_NOT_SIT,
    /** Nobody has put the actor in the place of that one for that day, or it is over. */
    NOT_DELEGATED,
    /** Who is to act is the absent one, or sits in another unit. */
    NOT_A_COLLEAGUE,
    /** Somebody acts in that post then already, or who is to act is absent then. Details: {@code until}. */
    DELEGATED_THEN,
    /** Who is to receive does not sit that day. */
    RECEIVER_DOES_NOT_SIT,
    /** The receiver already answers for it. */
    SAME_RECEIVER,
    /** The receiver sits in another unit than the act allows. */
    WRONG_UNIT,
    /** The reviewer is or belongs to the organ reviewed, or gave the opinion that is reviewed. */
    REVIEWER_IS_HANDLER,
    /** The day lies before the entry before it. Details: {@code last}. */
    BEFORE_LAST_ENTRY,
    /** The day lies in the future. */
    IN_THE_FUTURE,
    /** The term for this act is over. Details: {@code due}. */
    TOO_LATE,
    /** The term must first be over. Details: {@code due}. */
    TOO_EARLY,
    /** More than the law allows. Details: {@code most}. */
    TOO_LONG,
    /** Once only. */
    ONLY_ONCE,
    /** There is no such term running. */
    NO_SUCH_TERM,
    /** The case is on that track already. Details: {@code track}. */
    SAME_TRACK,
    /** Not fit for simplified handling. Details: {@code unfit}. */
    NOT_SIMPLE,
    /** It would reach the unit that the accusation is against. */
    ACCUSED,
    /** The organ is not the next higher one above that whose opinion is reviewed. */
    NOT_NEXT_HIGHER,
    /** An opinion that was revoked is given again. */
    SAME_OPINION,
    /** Whoever asked for it, or handles the case, does not approve it. */
    SELF_APPROVAL,
    /** Something is owed that has to be done before the case ends. Details: {@code term}. */
    STILL_OWED,
    /** The petitioner has to be told first; what is owed to him does not go with the case to another organ. */
    NOT_TOLD,
    /** More representatives than may speak for the others. Details: {@code most}. */
    TOO_MANY,
    /** It was brought to a level above the one that it belongs to. */
    LEVEL_SKIPPED,
    /** Who acts or is to receive is recused. */
    RECUSED,
    /** The case to be linked with did not come in before this one, or is this one. Details: {@code number}. */
    NOT_EARLIER,
    /** An accusation is linked with no other case. */
    KEPT_APART,
    /** The same matter of the same petitioner is being handled below, within its terms. Details: {@code number}. */
    UNDER_WAY_BELOW,
    /** The same matter of the same petitioner has been re-reviewed. Details: {@code number}. */
    NO_LONGER_ACCEPTED,
    /** A text, number or date that the act needs is missing or out of range. Details: {@code field}. */
    INCOMPLETE,
    /** The docket lacks what a termination takes. Details: {@code material}. */
    MATERIAL_MISSING,
    /** A case that ended so is not terminated. Details: {@code ending}. */
    NOT_TERMINABLE,
    /** Nothing was put forward, or another level is to confirm. */
    NOT_NEXT_TO_CONFIRM,
    /** No leader has taken the case. */
    NO_LEADER,
    /** The post is a leader's to take. */
    NOT_A_LEADER,
    /** The parties to a handover must be three different officials. */
    SAME_PERSON,
    /** The list changed since it was looked at. Details: {@code digest}. */
    DIGEST_DIFFERS,
    /** Items not yet completed, checked or answered. Details: {@code cases}. */
    ITEMS_OPEN,
    /** Cases that the leaver answers for stand on no list. Details: {@code cases}. */
    UNLISTED,
    /** The leaver has to withdraw from cases that he or she holds, which are reassigned first. Details: {@code count}, {@code cases}. */
    LEAVER_WITHDRAWS,
    /** A list of accusations of the same departure is signed first. Details: {@code lists}. */
    LIST_APART_FIRST,
    /** What is done on the main list and holds for this one as well. Details: {@code handover}. */
    ON_THE_MAIN_LIST,
    /** An accusation is charged on no list that others read. */
    CHARGED_APART,
    /** The item does not stand on this list. */
    NOT_LISTED,
    /** A handover of this incumbency is under way already. */
    HANDOVER_UNDER_WAY,
    /** The incumbency still answers for open cases. Details: {@code cases}. */
    STILL_ANSWERS,
    /** A year's notice that does not add up. Details: {@code problems}. */
    NOTICE_INVALID,
    /** A rulebook that cannot be read or is looser than the statute. Details: {@code problems}. */
    RULEBOOK_INVALID,
    /** Nobody knows whether the rulebook is in force. Details: {@code title}. */
    NOT_IN_FORCE,
    /** The rulebook is of a place in which this office does not lie. Details: {@code place}, {@code office}. */
    OF_ANOTHER_PLACE,
    /** The file cannot be taken. Details: {@code problems}. */
    FILE_INVALID,
    /** An Idempotency-Key came back with another request. */
    KEY_REUSED,
    /** The organ neither may do the act that the paper belongs to now, nor has done it. Details: {@code paper}. */
    PAPER_NOT_DUE,
    /** The paper was issued; it stays as it is. */
    PAPER_ISSUED,
    /** The draft changed since it was read. */
    DRAFT_DIFFERS,
    /** Who checks a paper is somebody else than who drafted it. */
    CHECKER_IS_DRAFTER,
    /** The paper has to be checked first. */
    NOT_CHECKED,
    /** The head of the organ, or a leader who sits in it, issues such a paper. */
    HEAD_ISSUES,
    /** The kept file is not what was issued. */
    FILE_ALTERED,
    /** Its time was over, and what identified the petitioner was erased. */
    ERASED,
    /** More often on one day than anybody needs. Details: {@code most}. */
    TOO_OFTEN,
    /** The template cannot be used. Details: {@code problems}. */
    TEMPLATE_INVALID,
    /** An administrator holds no post, and who holds one does not administer. */
    HOLDS_A_POST,
    /** Another account of the same official is in use; the three administrators exclude one another. */
    DUTIES_EXCLUDE,
    /** Nobody changes what his or her own account may do. */
    OWN_ACCOUNT,
    /** Nobody appoints himself or herself. */
    OWN_APPOINTMENT,
    /** The last account in use with this duty. Details: {@code duty}. */
    LAST_OF_DUTY,
    /** Administrators can do it themselves: only the last one of a duty in use is let in again from outside. */
    NOT_THE_LAST
}
