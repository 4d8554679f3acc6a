package org.changecontrol.changemodel;

import java.util.List;
import java.util.Map;

/**
 * A model, or its next version, as it is proposed.
 *
 * @param key lower case with hyphens, for example {@code resize-virtual-machine}
 * @param fields what each change of this model says, by the names of the contract
 * @param evidence numbers of changes that show that the routine is proven
 */
public record ProposedModel(
    String key,
    String title,
    String description,
    ModelScope scope,
    Map<String, Object> fields,
    List<String> evidence) {}
