/**
 * Gates and votes over HTTP. Owns the calls below {@code /api/changes/{number}/gates}; refuses to
 * know any rule of voting.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.approval.web;
