/**
 * What a transaction has read and still knows. Owns no storage; refuses to outlive the transaction.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.transaction;
