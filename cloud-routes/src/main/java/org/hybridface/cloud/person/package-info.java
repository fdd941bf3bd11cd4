// SPDX-License-Identifier: Apache-2.0
/** Persons and their faces, and what corrections make of them. Pure: the table is behind {@link org.hybridface.cloud.table.Persons}. */
package org.hybridface.cloud.person;
