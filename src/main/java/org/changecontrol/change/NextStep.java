package org.changecontrol.change;

import java.util.List;

/**
 * What may happen to a change next.
 *
 * @param step by the name of the contract, for example {@code finish-implementation}
 * @param by groups or people who may take it
 * @param mine whether the present actor may
 * @param fields what the step is told
 */
public record NextStep(
    String step, List<String> by, boolean mine, String method, String href, List<String> fields) {}
