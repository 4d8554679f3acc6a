package org.changecontrol.approval;

import java.time.Instant;
import java.util.List;
import org.changecontrol.policy.Section;

/**
 * What somebody who has no vote says about what is voted on. It counts for nothing; voters have it
 * before them.
 *
 * @param standsFor for whom he speaks
 * @param stance for example {@code OBJECTION}
 * @param movedSince the sections that are otherwise now than they were for him
 */
public record Advice(
    String person,
    List<String> standsFor,
    String stance,
    String text,
    Instant at,
    List<Section> movedSince) {}
