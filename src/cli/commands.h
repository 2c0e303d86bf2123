/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands' run functions, one file a command or family (cmd_*.c); named in command.c's table. */
#ifndef STIGE_CLI_COMMANDS_H
#define STIGE_CLI_COMMANDS_H

#include "stige/cli/command.h"

enum stige_rc cmd_client_list(struct command_call *call, struct err *err);
enum stige_rc cmd_client_show(struct command_call *call, struct err *err);
enum stige_rc cmd_client_add(struct command_call *call, struct err *err);
enum stige_rc cmd_client_edit(struct command_call *call, struct err *err);
enum stige_rc cmd_client_close(struct command_call *call, struct err *err);
enum stige_rc cmd_due(struct command_call *call, struct err *err);
enum stige_rc cmd_advise(struct command_call *call, struct err *err);
enum stige_rc cmd_evidence(struct command_call *call, struct err *err);
enum stige_rc cmd_handover(struct command_call *call, struct err *err);
enum stige_rc cmd_sheet(struct command_call *call, struct err *err);
enum stige_rc cmd_journal(struct command_call *call, struct err *err);
enum stige_rc cmd_export_log(struct command_call *call, struct err *err);
enum stige_rc cmd_export_answers(struct command_call *call, struct err *err);
enum stige_rc cmd_export_rounds(struct command_call *call, struct err *err);
enum stige_rc cmd_export_codebook(struct command_call *call, struct err *err);
enum stige_rc cmd_import_clients(struct command_call *call, struct err *err);
enum stige_rc cmd_import_answers(struct command_call *call, struct err *err);
enum stige_rc cmd_import_outcomes(struct command_call *call, struct err *err);
enum stige_rc cmd_outcome_list(struct command_call *call, struct err *err);
enum stige_rc cmd_outcome_status(struct command_call *call, struct err *err);
enum stige_rc cmd_outcome_add(struct command_call *call, struct err *err);
enum stige_rc cmd_outcome_change(struct command_call *call, struct err *err);
enum stige_rc cmd_form_check(struct command_call *call, struct err *err);
enum stige_rc cmd_form_fmt(struct command_call *call, struct err *err);
enum stige_rc cmd_form_eval(struct command_call *call, struct err *err);
enum stige_rc cmd_form_diff(struct command_call *call, struct err *err);
enum stige_rc cmd_backup_make(struct command_call *call, struct err *err);
enum stige_rc cmd_backup_verify(struct command_call *call, struct err *err);
enum stige_rc cmd_backup_restore(struct command_call *call, struct err *err);
enum stige_rc cmd_backup_list(struct command_call *call, struct err *err);
enum stige_rc cmd_log_show(struct command_call *call, struct err *err);
enum stige_rc cmd_log_verify(struct command_call *call, struct err *err);
enum stige_rc cmd_log_prune(struct command_call *call, struct err *err);
enum stige_rc cmd_report(struct command_call *call, struct err *err);
enum stige_rc cmd_retention(struct command_call *call, struct err *err);
enum stige_rc cmd_subject_export(struct command_call *call, struct err *err);
enum stige_rc cmd_subject_correct(struct command_call *call, struct err *err);
enum stige_rc cmd_subject_restrict(struct command_call *call, struct err *err);
enum stige_rc cmd_subject_erase(struct command_call *call, struct err *err);
enum stige_rc cmd_check(struct command_call *call, struct err *err);
enum stige_rc cmd_dump(struct command_call *call, struct err *err);
enum stige_rc cmd_doctor(struct command_call *call, struct err *err);
enum stige_rc cmd_key_list(struct command_call *call, struct err *err);
enum stige_rc cmd_key_seal(struct command_call *call, struct err *err);
enum stige_rc cmd_key_change(struct command_call *call, struct err *err);
enum stige_rc cmd_key_add(struct command_call *call, struct err *err);
enum stige_rc cmd_key_remove(struct command_call *call, struct err *err);
enum stige_rc cmd_key_recover(struct command_call *call, struct err *err);
enum stige_rc cmd_key_code(struct command_call *call, struct err *err);
enum stige_rc cmd_key_rekey(struct command_call *call, struct err *err);
enum stige_rc cmd_office_card(struct command_call *call, struct err *err);
enum stige_rc cmd_office_pair(struct command_call *call, struct err *err);
enum stige_rc cmd_office_list(struct command_call *call, struct err *err);
enum stige_rc cmd_office_forget(struct command_call *call, struct err *err);
enum stige_rc cmd_bundle_make(struct command_call *call, struct err *err);
enum stige_rc cmd_bundle_show(struct command_call *call, struct err *err);
enum stige_rc cmd_merge(struct command_call *call, struct err *err);
enum stige_rc cmd_conflicts_list(struct command_call *call, struct err *err);
enum stige_rc cmd_conflicts_show(struct command_call *call, struct err *err);
enum stige_rc cmd_conflicts_settle(struct command_call *call, struct err *err);
enum stige_rc cmd_synthetic(struct command_call *call, struct err *err);

#endif
