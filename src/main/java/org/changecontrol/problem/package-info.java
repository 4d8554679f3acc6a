/**
 * Why a request is refused, as facts of the trade, and how each is told over HTTP (RFC 9457). Owns
 * the exceptions that every door maps the same way; refuses to know any module that throws them.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.problem;
