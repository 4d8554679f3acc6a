package org.changecontrol.policy;

import org.jspecify.annotations.Nullable;

/**
 * The requester's answers about how the change is prepared; an unanswered question counts as the
 * worse answer.
 *
 * @param doneBefore whether this kind of change was carried out successfully before
 * @param tested whether it was tested outside production
 * @param backoutTested whether backing out was tested
 * @param teamsInvolved how many teams must work together, at least 1
 * @param reversible whether it can be undone
 */
public record Questionnaire(
    @Nullable Boolean doneBefore,
    @Nullable Boolean tested,
    @Nullable Boolean backoutTested,
    @Nullable Integer teamsInvolved,
    @Nullable Boolean reversible) {

  public static final Questionnaire UNANSWERED = new Questionnaire(null, null, null, null, null);
}
