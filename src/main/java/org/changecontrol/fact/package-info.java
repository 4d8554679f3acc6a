/**
 * What happened, told to whoever listens. A module publishes a {@link org.changecontrol.fact.Fact}
 * inside the transaction that makes it true; the audit trail writes it down in the same
 * transaction. Owns no storage; refuses to know who listens.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.fact;
