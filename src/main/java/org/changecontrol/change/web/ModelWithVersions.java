package org.changecontrol.change.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.changecontrol.change.ModelDocument;
import org.changecontrol.changemodel.ModelState;

/**
 * The version of a model that counts now, and all of them.
 *
 * @param model what is in force or suspended; where nothing is, the latest
 * @param versions the latest first
 */
record ModelWithVersions(@JsonUnwrapped ModelDocument model, List<ModelDocument> versions) {

  static ModelWithVersions of(List<ModelDocument> versions) {
    var counts =
        versions.stream()
            .filter(
                version ->
                    version.model().state() == ModelState.PUBLISHED
                        || version.model().state() == ModelState.SUSPENDED)
            .findFirst()
            .orElse(versions.get(0));
    return new ModelWithVersions(counts, versions);
  }
}
