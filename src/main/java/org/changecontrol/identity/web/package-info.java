/** Delegations over HTTP. */
@org.jspecify.annotations.NullMarked
package org.changecontrol.identity.web;
