import type { OneTask, Settings, TableName } from "$lib/ipc/bindings";

import type { TakeOut } from "./takeout";

/** Which columns the tables show. */
export interface ColumnChoice {
  /** The ids of the columns by table; a table that is not here shows its own. */
  chosen: Settings["columns"];
  /** Nothing for the table's own. */
  choose: (table: TableName, ids: string[]) => void;
}

/** What a table has from its page: where its rows may go, and with which columns. */
export interface Outlet<Of = OneTask> {
  of: Of;
  out: TakeOut;
  columns: ColumnChoice;
}
