package org.changecontrol.cmdb;

import java.util.List;

/**
 * What backing out would do.
 *
 * @param possible false when something later was built on the result
 * @param obstacles what stands in the way, empty when possible
 * @param difference the estate before and after backing out
 */
public record BackOutPreview(
    boolean possible, List<Discrepancy> obstacles, EstateDifference difference) {}
