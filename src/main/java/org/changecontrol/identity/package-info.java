/**
 * People, groups, dated membership and sign-in. Owns who acts and who belonged where when; refuses
 * to know what a group may approve.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.identity;
