// SPDX-License-Identifier: Apache-2.0
/**
 * What the device's interface takes, read from the description that it serves itself, {@code page/openapi.json}. Each request is held to it in one place, before
 * a route sees it.
 */
package org.hybridface.edge.api;
