package org.changecontrol.change;

import org.changecontrol.policy.RiskRating;

/**
 * The full assessment of an emergency, made when its review begins: what was at stake and how risky
 * it was, as if there had been time to look first.
 */
record Aftermath(Assessment assessment, RiskRating rating) {}
