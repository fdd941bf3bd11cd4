// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

/** What a link carries, which decides what a changed byte does. */
public enum Content {
    /** Whoever receives it finds the changed byte by TLS's own check and breaks the connection. */
    ENCRYPTED,
    /**
     * Plain HTTP, only because the services listen on loopback; in AWS it is TLS, which never hands on a changed byte. So an answer
     * breaks off in its middle, as TLS would end it.
     */
    PLAIN_HTTP
}
