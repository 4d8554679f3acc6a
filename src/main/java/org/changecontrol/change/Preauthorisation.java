package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.policy.Eligibility;
import org.changecontrol.policy.Section;

/**
 * What was decided about a standard change, and for what content of it.
 *
 * @param model key of the model that was asked
 * @param version the version of the model that was in force
 * @param obstacles what the model does not cover or what stands in the way, in words
 * @param eligibility what the policy said, with inputs, matched rules and version
 * @param content hashes of the sections that it was decided for
 */
record Preauthorisation(
    String model,
    int version,
    boolean eligible,
    List<String> obstacles,
    Eligibility eligibility,
    Map<Section, String> content,
    Instant at) {}
