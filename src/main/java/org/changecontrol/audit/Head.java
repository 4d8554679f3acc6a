package org.changecontrol.audit;

/**
 * Where the trail ends.
 *
 * @param seq the place of the last entry, 0 where there is none
 * @param hash its hash
 */
record Head(long seq, String hash) {}
