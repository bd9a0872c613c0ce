* Encoding: UTF-8.
* The weights, percentages and chi-square tests of this wave once more, by PSPP or SPSS.
* Run it in this folder, where its input files are:    pspp replicate.sps
* (in SPSS: open it, set the working folder with CD, run all). It does the work from the start
* and prints our number (files ours_*.csv), the number of the program, and the difference.
SET DECIMAL=DOT.

* Respondents: what weights and tables rest on.
GET DATA /TYPE=TXT /FILE='data.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED
  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2
  /VARIABLES=
    id A4
    raking_1 A16
    raking_2 A14
    s3 A33
    s4 A33
    s5 A33
    s6 A33
    s7 A33
    s8 A33
    q9 F8.0
    q10 F8.0
    q11 F8.0
    q12 F8.0
    q13 F8.0
    q14 F8.0
    q15 F8.0
    q16 F8.0
    q17 F8.0
    s18 A33
    s19 A33
    s20 A33
    q21 F8.0
    q22 F8.0
    q23 F8.0
    q24 F8.0
    q25 F8.0
    q26 F8.0
    q27 F8.0
    q28 F8.0
    q29 F8.0
    q30 F8.0
    q31 F8.0
    s32 A33
    s33 A33
    s34 A33
    s35 A33
    q36 F8.0
    q37 F8.0
    q38 F8.0
    q39 F8.0
    q40 F8.0
    q41 F8.0
    q42 F8.0
    s43 A33
    q44 F8.0
    q45 F8.0
    q46 F8.0
    q47 F8.0
    q48 F8.0
    q49 F8.0
    q50 F8.0
    q51 F8.0
    q52 F8.0
    q53 F8.0
    q54 F8.0
    q55 F8.0
    q56 F8.0
    q57 F8.0
    q58 F8.0
    q59 F8.0
    q60 F8.0
    q61 F8.0
    q62 F8.0
    q63 F8.0
    q64 F8.0
    s65 A33
    q66 F8.0
    q67 F8.0
    q68 F8.0
    q69 F8.0
    q70 F8.0
    q71 F8.0
    q72 F8.0
    s73 A33
    s74 A33
    s75 A33
    s76 A33
    s77 A33
    s78 A33
    s79 A33
    s80 A33
    s81 A33
    s82 A33
    s83 A33
    s84 A33
    s85 A33
    s86 A33
    s87 A33
    s88 A33
    s89 A33
    q90 F8.0
    q91 F8.0
    q92 F8.0
    q93 F8.0
    q94 F8.0
    q95 F8.0
    q96 F8.0
    q97 F8.0
    q98 F8.0
    q99 F8.0
    q100 F8.0
    q101 F8.0
    q102 F8.0
    q103 F8.0
    q104 F8.0
    q105 F8.0
    q106 F8.0
    q107 F8.0
    q108 F8.0.
RECODE s3
  ('akmola'=1)
  ('aktobe'=2)
  ('almaty_region'=3)
  ('atyrau'=4)
  ('west_kazakhstan'=5)
  ('zhambyl'=6)
  ('karaganda'=7)
  ('kostanay'=8)
  ('kyzylorda'=9)
  ('mangystau'=10)
  ('turkistan'=11)
  ('pavlodar'=12)
  ('north_kazakhstan'=13)
  ('east_kazakhstan'=14)
  ('nur_sultan'=15)
  ('almaty_city'=16)
  ('shymkent'=17)
  INTO q3.
VALUE LABELS q3
  1 'akmola'
  2 'aktobe'
  3 'almaty_region'
  4 'atyrau'
  5 'west_kazakhstan'
  6 'zhambyl'
  7 'karaganda'
  8 'kostanay'
  9 'kyzylorda'
  10 'mangystau'
  11 'turkistan'
  12 'pavlodar'
  13 'north_kazakhstan'
  14 'east_kazakhstan'
  15 'nur_sultan'
  16 'almaty_city'
  17 'shymkent'.
RECODE s4
  ('urban'=1)
  ('rural'=2)
  INTO q4.
VALUE LABELS q4
  1 'urban'
  2 'rural'.
RECODE s5
  ('male'=1)
  ('female'=2)
  INTO q5.
VALUE LABELS q5
  1 'male'
  2 'female'.
RECODE s6
  ('18_29'=1)
  ('30_45'=2)
  ('46_60'=3)
  ('61_plus'=4)
  INTO q6.
VALUE LABELS q6
  1 '18_29'
  2 '30_45'
  3 '46_60'
  4 '61_plus'.
RECODE s7
  ('incomplete_secondary'=1)
  ('secondary'=2)
  ('vocational'=3)
  ('incomplete_higher'=4)
  ('higher'=5)
  INTO q7.
VALUE LABELS q7
  1 'incomplete_secondary'
  2 'secondary'
  3 'vocational'
  4 'incomplete_higher'
  5 'higher'.
RECODE s8
  ('believer'=1)
  ('religion_important'=2)
  ('unbeliever_religion_important'=3)
  ('unbeliever_religion_useless'=4)
  ('rel_col5_header_lost'=5)
  ('rel_col6_header_lost'=6)
  INTO q8.
VALUE LABELS q8
  1 'believer'
  2 'religion_important'
  3 'unbeliever_religion_important'
  4 'unbeliever_religion_useless'
  5 'rel_col5_header_lost'
  6 'rel_col6_header_lost'.
RECODE s18
  ('significantly_improved'=1)
  ('rather_improved'=2)
  ('no_change'=3)
  ('rather_worsened'=4)
  ('significantly_worsened'=5)
  ('not_sure'=6)
  INTO q18.
VALUE LABELS q18
  1 'significantly_improved'
  2 'rather_improved'
  3 'no_change'
  4 'rather_worsened'
  5 'significantly_worsened'
  6 'not_sure'.
RECODE s19
  ('knows'=1)
  ('does_not_know'=2)
  INTO q19.
VALUE LABELS q19
  1 'knows'
  2 'does_not_know'.
RECODE s20
  ('sought_help'=1)
  ('did_not_seek_help'=2)
  ('not_sure'=3)
  INTO q20.
VALUE LABELS q20
  1 'sought_help'
  2 'did_not_seek_help'
  3 'not_sure'.
RECODE s32
  ('is_violence'=1)
  ('is_not_violence'=2)
  ('not_sure'=3)
  INTO q32.
VALUE LABELS q32
  1 'is_violence'
  2 'is_not_violence'
  3 'not_sure'.
RECODE s33
  ('is_violence'=1)
  ('is_not_violence'=2)
  ('not_sure'=3)
  INTO q33.
VALUE LABELS q33
  1 'is_violence'
  2 'is_not_violence'
  3 'not_sure'.
RECODE s34
  ('is_violence'=1)
  ('is_not_violence'=2)
  ('not_sure'=3)
  INTO q34.
VALUE LABELS q34
  1 'is_violence'
  2 'is_not_violence'
  3 'not_sure'.
RECODE s35
  ('very_often'=1)
  ('often'=2)
  ('several_times_half_year'=3)
  ('rarely'=4)
  ('very_rarely'=5)
  ('no_quarrels'=6)
  ('not_sure'=7)
  INTO q35.
VALUE LABELS q35
  1 'very_often'
  2 'often'
  3 'several_times_half_year'
  4 'rarely'
  5 'very_rarely'
  6 'no_quarrels'
  7 'not_sure'.
RECODE s43
  ('families_at_least_1'=1)
  ('families_up_to_3'=2)
  ('families_more_than_3'=3)
  ('no_such_families'=4)
  ('not_sure'=5)
  INTO q43.
VALUE LABELS q43
  1 'families_at_least_1'
  2 'families_up_to_3'
  3 'families_more_than_3'
  4 'no_such_families'
  5 'not_sure'.
RECODE s65
  ('never_acceptable'=1)
  ('depends_on_situation'=2)
  ('not_sure'=3)
  INTO q65.
VALUE LABELS q65
  1 'never_acceptable'
  2 'depends_on_situation'
  3 'not_sure'.
RECODE s73
  ('never'=1)
  ('once'=2)
  ('several_times'=3)
  ('many_times'=4)
  ('not_sure'=5)
  INTO q73.
VALUE LABELS q73
  1 'never'
  2 'once'
  3 'several_times'
  4 'many_times'
  5 'not_sure'.
RECODE s74
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q74.
VALUE LABELS q74
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s75
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q75.
VALUE LABELS q75
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s76
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q76.
VALUE LABELS q76
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s77
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q77.
VALUE LABELS q77
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s78
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q78.
VALUE LABELS q78
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s79
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q79.
VALUE LABELS q79
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s80
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q80.
VALUE LABELS q80
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s81
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q81.
VALUE LABELS q81
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s82
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q82.
VALUE LABELS q82
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s83
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q83.
VALUE LABELS q83
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s84
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q84.
VALUE LABELS q84
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s85
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q85.
VALUE LABELS q85
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s86
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  INTO q86.
VALUE LABELS q86
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'.
RECODE s87
  ('knows_institutions'=1)
  ('heard_something'=2)
  ('knows_nothing'=3)
  INTO q87.
VALUE LABELS q87
  1 'knows_institutions'
  2 'heard_something'
  3 'knows_nothing'.
RECODE s88
  ('score_1'=1)
  ('score_2'=2)
  ('score_3'=3)
  ('score_4'=4)
  ('score_5'=5)
  ('not_sure'=6)
  INTO q88.
VALUE LABELS q88
  1 'score_1'
  2 'score_2'
  3 'score_3'
  4 'score_4'
  5 'score_5'
  6 'not_sure'.
RECODE s89
  ('aggressor'=1)
  ('victim'=2)
  ('both_sides'=3)
  ('close_circle'=4)
  ('not_sure'=5)
  INTO q89.
VALUE LABELS q89
  1 'aggressor'
  2 'victim'
  3 'both_sides'
  4 'close_circle'
  5 'not_sure'.
VARIABLE LABELS q3 'region'.
VARIABLE LABELS q4 'settlement'.
VARIABLE LABELS q5 'sex'.
VARIABLE LABELS q6 'age_group'.
VARIABLE LABELS q7 'education'.
VARIABLE LABELS q8 'religiosity'.
VARIABLE LABELS q9 'dv_problem_exists.against_women'.
VARIABLE LABELS q10 'dv_problem_exists.against_children'.
VARIABLE LABELS q11 'dv_problem_exists.against_elderly'.
VARIABLE LABELS q12 'dv_problem_exists.against_disabled'.
VARIABLE LABELS q13 'dv_problem_exists.against_men'.
VARIABLE LABELS q14 'dv_problem_exists.no_such_problem'.
VARIABLE LABELS q15 'dv_problem_exists.all_of_listed'.
VARIABLE LABELS q16 'dv_problem_exists.differs_by_family'.
VARIABLE LABELS q17 'dv_problem_exists.not_sure'.
VARIABLE LABELS q18 'dv_change_5y'.
VARIABLE LABELS q19 'knows_dv_cases'.
VARIABLE LABELS q20 'acquaintance_sought_help'.
VARIABLE LABELS q21 'why_violence_continues.fear_of_abuser'.
VARIABLE LABELS q22 'why_violence_continues.victim_material_dependence'.
VARIABLE LABELS q23 'why_violence_continues.ceased_or_unknown'.
VARIABLE LABELS q24 'why_violence_continues.no_support_from_circle'.
VARIABLE LABELS q25 'why_violence_continues.public_censure'.
VARIABLE LABELS q26 'why_violence_continues.distrust_in_state_protection'.
VARIABLE LABELS q27 'why_violence_continues.inaction_of_authorities'.
VARIABLE LABELS q28 'why_violence_continues.not_sure'.
VARIABLE LABELS q29 'why_violence_continues.wish_to_keep_family'.
VARIABLE LABELS q30 'why_violence_continues.all_of_listed'.
VARIABLE LABELS q31 'why_violence_continues.hard_socioeconomic_situation'.
VARIABLE LABELS q32 'is_violence_insult'.
VARIABLE LABELS q33 'is_violence_mild_physical'.
VARIABLE LABELS q34 'is_violence_child_punishment'.
VARIABLE LABELS q35 'quarrel_frequency'.
VARIABLE LABELS q36 'quarrel_with_whom.with_spouse'.
VARIABLE LABELS q37 'quarrel_with_whom.with_children'.
VARIABLE LABELS q38 'quarrel_with_whom.with_whom_col3_header_lost'.
VARIABLE LABELS q39 'quarrel_with_whom.with_whom_col4_header_lost'.
VARIABLE LABELS q40 'quarrel_with_whom.with_whom_col5_header_lost'.
VARIABLE LABELS q41 'quarrel_with_whom.with_nobody'.
VARIABLE LABELS q42 'quarrel_with_whom.not_sure'.
VARIABLE LABELS q43 'families_violence_children'.
VARIABLE LABELS q44 'dv_causes.socioeconomic'.
VARIABLE LABELS q45 'dv_causes.stereotypes'.
VARIABLE LABELS q46 'dv_causes.family_example'.
VARIABLE LABELS q47 'dv_causes.bad_habits'.
VARIABLE LABELS q48 'dv_causes.aggression_in_society'.
VARIABLE LABELS q49 'dv_causes.low_education_culture'.
VARIABLE LABELS q50 'dv_causes.no_criminal_liability'.
VARIABLE LABELS q51 'dv_causes.financial_dependence'.
VARIABLE LABELS q52 'dv_causes.psychological_disorders'.
VARIABLE LABELS q53 'dv_causes.relatives_interference'.
VARIABLE LABELS q54 'dv_causes.weak_family_institution'.
VARIABLE LABELS q55 'dv_causes.weak_prevention'.
VARIABLE LABELS q56 'dv_causes.weak_moral_education'.
VARIABLE LABELS q57 'dv_causes.all_of_listed'.
VARIABLE LABELS q58 'dv_causes.spouse_misunderstanding'.
VARIABLE LABELS q59 'dv_causes.internet_influence'.
VARIABLE LABELS q60 'dv_causes.differs_by_family'.
VARIABLE LABELS q61 'dv_causes.lack_of_spirituality'.
VARIABLE LABELS q62 'dv_causes.friends_interference'.
VARIABLE LABELS q63 'dv_causes.jealousy'.
VARIABLE LABELS q64 'dv_causes.not_sure'.
VARIABLE LABELS q65 'dv_acceptability'.
VARIABLE LABELS q66 'why_reconcile.fear_of_judgement'.
VARIABLE LABELS q67 'why_reconcile.ineffective_punishment'.
VARIABLE LABELS q68 'why_reconcile.fear_of_offender'.
VARIABLE LABELS q69 'why_reconcile.aggressor_sole_breadwinner'.
VARIABLE LABELS q70 'why_reconcile.keep_family_for_children'.
VARIABLE LABELS q71 'why_reconcile.verbal_reconciliation'.
VARIABLE LABELS q72 'why_reconcile.hope_violence_stops'.
VARIABLE LABELS q73 'childhood_violence'.
VARIABLE LABELS q74 'agency_service_quality.local_executive_bodies'.
VARIABLE LABELS q75 'agency_service_quality.health_bodies'.
VARIABLE LABELS q76 'agency_service_quality.education_bodies'.
VARIABLE LABELS q77 'agency_service_quality.police'.
VARIABLE LABELS q78 'agency_service_quality.prosecution'.
VARIABLE LABELS q79 'agency_service_quality.courts'.
VARIABLE LABELS q80 'agency_service_quality.forensic_medicine'.
VARIABLE LABELS q81 'agency_service_quality.guardianship_bodies'.
VARIABLE LABELS q82 'agency_awareness.police'.
VARIABLE LABELS q83 'agency_awareness.special_service_organisations'.
VARIABLE LABELS q84 'agency_awareness.education_bodies'.
VARIABLE LABELS q85 'agency_awareness.guardianship_bodies'.
VARIABLE LABELS q86 'agency_awareness.ngos'.
VARIABLE LABELS q87 'knows_support_institutions'.
VARIABLE LABELS q88 'special_services_quality'.
VARIABLE LABELS q89 'who_to_blame'.
VARIABLE LABELS q90 'info_sources.television'.
VARIABLE LABELS q91 'info_sources.newspapers_magazines'.
VARIABLE LABELS q92 'info_sources.radio'.
VARIABLE LABELS q93 'info_sources.internet_social_networks'.
VARIABLE LABELS q94 'info_sources.friends_acquaintances'.
VARIABLE LABELS q95 'info_sources.no_such_information'.
VARIABLE LABELS q96 'info_sources.not_sure'.
VARIABLE LABELS q97 'social_networks.facebook'.
VARIABLE LABELS q98 'social_networks.vk'.
VARIABLE LABELS q99 'social_networks.instagram'.
VARIABLE LABELS q100 'social_networks.tiktok'.
VARIABLE LABELS q101 'social_networks.whatsapp'.
VARIABLE LABELS q102 'social_networks.telegram'.
VARIABLE LABELS q103 'social_networks.mail_ru'.
VARIABLE LABELS q104 'social_networks.twitter'.
VARIABLE LABELS q105 'social_networks.odnoklassniki'.
VARIABLE LABELS q106 'social_networks.youtube'.
VARIABLE LABELS q107 'social_networks.no_networks_or_internet'.
VARIABLE LABELS q108 'social_networks.not_sure'.
* Raking: targets of targets.csv as sums of weights, one margin after the other.
RECODE raking_1
  ('akmola'=41.99946615361454)
  ('aktobe'=47.23276640373381)
  ('almaty_region'=105.23895984848811)
  ('atyrau'=32.03944740063073)
  ('west_kazakhstan'=36.39884843070943)
  ('zhambyl'=55.3786931065297)
  ('karaganda'=78.76706285445024)
  ('kostanay'=52.28634261014636)
  ('kyzylorda'=39.73761402461194)
  ('mangystau'=33.99367810144004)
  ('turkistan'=92.14096406170934)
  ('pavlodar'=43.640272748127686)
  ('north_kazakhstan'=32.53561612279675)
  ('east_kazakhstan'=79.0378015067568)
  ('nur_sultan'=62.08444279743773)
  ('almaty_city'=115.05645528861648)
  ('shymkent'=52.4315685402004)
  INTO target_raking_1.
RECODE raking_2
  ('male:18_29'=120.87010283776397)
  ('male:30_45'=171.57358614568474)
  ('male:46_60'=114.15799404756511)
  ('male:61_plus'=63.85990331943394)
  ('female:18_29'=116.77881733153436)
  ('female:30_45'=177.44327325733258)
  ('female:46_60'=130.98059377771673)
  ('female:61_plus'=104.33572928296864)
  INTO target_raking_2.
COMPUTE w = 1.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x1_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x1_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x1_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x1_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x2_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x2_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x2_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x2_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x3_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x3_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x3_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x3_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x4_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x4_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x4_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x4_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x5_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x5_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x5_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x5_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x6_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x6_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x6_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x6_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x7_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x7_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x7_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x7_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x8_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x8_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x8_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x8_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x9_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x9_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x9_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x9_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x10_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x10_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x10_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x10_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x11_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x11_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x11_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x11_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x12_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x12_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x12_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x12_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x13_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x13_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x13_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x13_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x14_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x14_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x14_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x14_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x15_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x15_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x15_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x15_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x16_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x16_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x16_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x16_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x17_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x17_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x17_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x17_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x18_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x18_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x18_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x18_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x19_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x19_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x19_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x19_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x20_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x20_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x20_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x20_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x21_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x21_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x21_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x21_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x22_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x22_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x22_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x22_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x23_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x23_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x23_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x23_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x24_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x24_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x24_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x24_raking_2.
SORT CASES BY raking_1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_1 /x25_raking_1=SUM(w).
COMPUTE w = w * target_raking_1 / x25_raking_1.
SORT CASES BY raking_2.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=raking_2 /x25_raking_2=SUM(w).
COMPUTE w = w * target_raking_2 / x25_raking_2.
EXECUTE.
DELETE VARIABLES x1_raking_1 TO x25_raking_2.
SAVE OUTFILE='scratch_respondents.sav'.
* Weights of all respondents, and the margins that they meet.
SORT CASES BY id.
RENAME VARIABLES (w=theirs).
SAVE OUTFILE='scratch_weights.sav' /KEEP=id theirs.
GET DATA /TYPE=TXT /FILE='ours_weights.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED
  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2
  /VARIABLES=
    id A4
    ours F24.14.
SORT CASES BY id.
MATCH FILES /FILE=* /FILE='scratch_weights.sav' /BY id.
SELECT IF NOT MISSING(ours).
COMPUTE difference = theirs - ours.
COMPUTE difference = difference / ours.
IF (MISSING(difference)) difference = 1E6.
FORMATS ours theirs (F18.9) difference (E10.2).
ECHO 'weights (relative difference)'.
LIST VARIABLES=id ours theirs difference.
COMPUTE size = ABS(difference).
COMPUTE one = 1.
AGGREGATE OUTFILE=* /BREAK=one /compared=N /largest_difference=MAX(size).
FORMATS compared (F8.0) largest_difference (E10.2).
ECHO 'largest difference, weights (relative difference)'.
LIST VARIABLES=compared largest_difference.
ERASE FILE='scratch_weights.sav'.
GET FILE='scratch_respondents.sav'.
AGGREGATE OUTFILE=* /BREAK=raking_1 /theirs=SUM(w).
COMPUTE one = 1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=one /everybody=SUM(theirs).
COMPUTE theirs = theirs / everybody.
STRING category (A24) /margin (A13).
COMPUTE category = raking_1.
COMPUTE margin = 'region'.
SAVE OUTFILE='scratch_raking_1.sav' /KEEP=margin category theirs.
GET FILE='scratch_respondents.sav'.
AGGREGATE OUTFILE=* /BREAK=raking_2 /theirs=SUM(w).
COMPUTE one = 1.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=one /everybody=SUM(theirs).
COMPUTE theirs = theirs / everybody.
STRING category (A24) /margin (A13).
COMPUTE category = raking_2.
COMPUTE margin = 'sex:age_group'.
SAVE OUTFILE='scratch_raking_2.sav' /KEEP=margin category theirs.
ADD FILES /FILE='scratch_raking_1.sav' /FILE='scratch_raking_2.sav'.
SORT CASES BY margin category.
SAVE OUTFILE='scratch_margins.sav'.
ERASE FILE='scratch_raking_1.sav'.
ERASE FILE='scratch_raking_2.sav'.
GET DATA /TYPE=TXT /FILE='ours_margins.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED
  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2
  /VARIABLES=
    margin A17
    category A24
    target F24.14
    ours F24.14.
SELECT IF ANY(RTRIM(margin), 'region', 'sex:age_group').
STRING name (A13).
COMPUTE name = margin.
SAVE OUTFILE='scratch_ours.sav' /KEEP=name category ours /RENAME=(name=margin).
GET FILE='scratch_ours.sav'.
SORT CASES BY margin category.
MATCH FILES /FILE=* /FILE='scratch_margins.sav' /BY margin category.
SELECT IF NOT MISSING(ours).
COMPUTE difference = theirs - ours.
IF (MISSING(difference)) difference = 1E6.
FORMATS ours theirs (F18.9) difference (E10.2).
ECHO 'raked margins (shares, 0 to 1)'.
LIST VARIABLES=margin category ours theirs difference.
COMPUTE size = ABS(difference).
COMPUTE one = 1.
AGGREGATE OUTFILE=* /BREAK=one /compared=N /largest_difference=MAX(size).
FORMATS compared (F8.0) largest_difference (E10.2).
ECHO 'largest difference, raked margins (shares, 0 to 1)'.
LIST VARIABLES=compared largest_difference.
ERASE FILE='scratch_margins.sav'.
ERASE FILE='scratch_ours.sav'.
* Questions with one answer, weighted, as FREQUENCIES shows them.
GET FILE='scratch_respondents.sav'.
WEIGHT BY w.
FREQUENCIES /VARIABLES=
  q18
  q19
  q20
  q32
  q33
  q34
  q35
  q43
  q65
  q73
  q87
  q88
  q89
  .
* Weighted percentages and means, all groups of a breakdown at once.
GET FILE='scratch_respondents.sav'.
STRING group (A33).
COMPUTE group = 'all'.
COMPUTE given1 = SUM(q44, q45, q46, q47, q48, q49, q50, q51, q52, q53, q54, q55, q56, q57, q58, q59, q60, q61, q62, q63, q64).
COMPUTE m1 = 100 * ANY(q18, 1, 2).
COMPUTE m2 = 100 * ANY(q18, 4, 5).
COMPUTE m3 = 100 * q9.
COMPUTE m4 = 100 * q10.
COMPUTE m5 = 100 * q11.
COMPUTE m6 = 100 * q12.
COMPUTE m7 = 100 * q13.
COMPUTE m8 = 100 * q14.
COMPUTE m9 = 100 * q15.
COMPUTE m10 = 100 * q16.
COMPUTE m11 = 100 * q17.
COMPUTE m12 = 100 * ANY(q18, 1).
COMPUTE m13 = 100 * ANY(q18, 2).
COMPUTE m14 = 100 * ANY(q18, 3).
COMPUTE m15 = 100 * ANY(q18, 4).
COMPUTE m16 = 100 * ANY(q18, 5).
COMPUTE m17 = 100 * ANY(q18, 6).
COMPUTE m18 = 100 * ANY(q19, 1).
COMPUTE m19 = 100 * ANY(q19, 2).
COMPUTE m20 = 100 * ANY(q32, 1).
COMPUTE m21 = 100 * ANY(q32, 2).
COMPUTE m22 = 100 * ANY(q32, 3).
COMPUTE m23 = 100 * ANY(q33, 1).
COMPUTE m24 = 100 * ANY(q33, 2).
COMPUTE m25 = 100 * ANY(q33, 3).
COMPUTE m26 = 100 * ANY(q34, 1).
COMPUTE m27 = 100 * ANY(q34, 2).
COMPUTE m28 = 100 * ANY(q34, 3).
COMPUTE m29 = 100 * ANY(q20, 1).
COMPUTE m30 = 100 * ANY(q20, 2).
COMPUTE m31 = 100 * ANY(q20, 3).
COMPUTE m32 = 100 * ANY(q43, 1).
COMPUTE m33 = 100 * ANY(q43, 2).
COMPUTE m34 = 100 * ANY(q43, 3).
COMPUTE m35 = 100 * ANY(q43, 4).
COMPUTE m36 = 100 * ANY(q43, 5).
COMPUTE m37 = 100 * ANY(q43, 1, 2, 3).
COMPUTE m38 = 100 * ANY(q35, 1).
COMPUTE m39 = 100 * ANY(q35, 2).
COMPUTE m40 = 100 * ANY(q35, 3).
COMPUTE m41 = 100 * ANY(q35, 4).
COMPUTE m42 = 100 * ANY(q35, 5).
COMPUTE m43 = 100 * ANY(q35, 6).
COMPUTE m44 = 100 * ANY(q35, 7).
COMPUTE m45 = 100 * ANY(q35, 1, 2, 3).
COMPUTE m46 = 100 * ANY(q35, 4, 5, 6).
COMPUTE m47 = 100 * q36.
COMPUTE m48 = 100 * q37.
COMPUTE m49 = 100 * q38.
COMPUTE m50 = 100 * q39.
COMPUTE m51 = 100 * q40.
COMPUTE m52 = 100 * q41.
COMPUTE m53 = 100 * q42.
COMPUTE m54 = 100 * q44.
COMPUTE m55 = 100 * q45.
COMPUTE m56 = 100 * q46.
COMPUTE m57 = 100 * q47.
COMPUTE m58 = 100 * q48.
COMPUTE m59 = 100 * q49.
COMPUTE m60 = 100 * q50.
COMPUTE m61 = 100 * q51.
COMPUTE m62 = 100 * q52.
COMPUTE m63 = 100 * q53.
COMPUTE m64 = 100 * q54.
COMPUTE m65 = 100 * q55.
COMPUTE m66 = 100 * q56.
COMPUTE m67 = 100 * q57.
COMPUTE m68 = 100 * q58.
COMPUTE m69 = 100 * q59.
COMPUTE m70 = 100 * q60.
COMPUTE m71 = 100 * q61.
COMPUTE m72 = 100 * q62.
COMPUTE m73 = 100 * q63.
COMPUTE m74 = 100 * q64.
COMPUTE m75 = 100 * ANY(q65, 1).
COMPUTE m76 = 100 * ANY(q65, 2).
COMPUTE m77 = 100 * ANY(q65, 3).
COMPUTE m78 = 100 * q21.
COMPUTE m79 = 100 * q22.
COMPUTE m80 = 100 * q23.
COMPUTE m81 = 100 * q24.
COMPUTE m82 = 100 * q25.
COMPUTE m83 = 100 * q26.
COMPUTE m84 = 100 * q27.
COMPUTE m85 = 100 * q28.
COMPUTE m86 = 100 * q29.
COMPUTE m87 = 100 * q30.
COMPUTE m88 = 100 * q31.
COMPUTE m89 = 100 * ANY(q73, 1).
COMPUTE m90 = 100 * ANY(q73, 2).
COMPUTE m91 = 100 * ANY(q73, 3).
COMPUTE m92 = 100 * ANY(q73, 4).
COMPUTE m93 = 100 * ANY(q73, 5).
COMPUTE m94 = 100 * q66.
COMPUTE m95 = 100 * q67.
COMPUTE m96 = 100 * q68.
COMPUTE m97 = 100 * q69.
COMPUTE m98 = 100 * q70.
COMPUTE m99 = 100 * q71.
COMPUTE m100 = 100 * q72.
RECODE q74 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m101.
RECODE q75 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m102.
RECODE q76 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m103.
RECODE q77 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m104.
RECODE q78 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m105.
RECODE q79 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m106.
RECODE q80 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m107.
RECODE q81 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m108.
RECODE q82 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m109.
RECODE q83 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m110.
RECODE q84 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m111.
RECODE q85 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m112.
RECODE q86 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m113.
COMPUTE m114 = 100 * ANY(q87, 1).
COMPUTE m115 = 100 * ANY(q87, 2).
COMPUTE m116 = 100 * ANY(q87, 3).
COMPUTE m117 = 100 * ANY(q88, 1).
COMPUTE m118 = 100 * ANY(q88, 2).
COMPUTE m119 = 100 * ANY(q88, 3).
COMPUTE m120 = 100 * ANY(q88, 4).
COMPUTE m121 = 100 * ANY(q88, 5).
COMPUTE m122 = 100 * ANY(q88, 6).
RECODE q88 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m123.
COMPUTE m124 = 100 * q44.
COMPUTE m125 = 100 * q45.
COMPUTE m126 = 100 * q46.
COMPUTE m127 = 100 * q47.
COMPUTE m128 = 100 * q48.
COMPUTE m129 = 100 * q49.
COMPUTE m130 = 100 * q50.
COMPUTE m131 = 100 * q51.
COMPUTE m132 = 100 * q52.
COMPUTE m133 = 100 * q53.
COMPUTE m134 = 100 * q54.
COMPUTE m135 = 100 * q55.
COMPUTE m136 = 100 * q56.
COMPUTE m137 = 100 * q57.
COMPUTE m138 = 100 * q58.
COMPUTE m139 = 100 * q59.
COMPUTE m140 = 100 * q60.
COMPUTE m141 = 100 * q61.
COMPUTE m142 = 100 * q62.
COMPUTE m143 = 100 * q63.
COMPUTE m144 = 100 * q64.
COMPUTE m145 = 100 * ANY(q89, 1).
COMPUTE m146 = 100 * ANY(q89, 2).
COMPUTE m147 = 100 * ANY(q89, 3).
COMPUTE m148 = 100 * ANY(q89, 4).
COMPUTE m149 = 100 * ANY(q89, 5).
COMPUTE m150 = 100 * q90.
COMPUTE m151 = 100 * q91.
COMPUTE m152 = 100 * q92.
COMPUTE m153 = 100 * q93.
COMPUTE m154 = 100 * q94.
COMPUTE m155 = 100 * q95.
COMPUTE m156 = 100 * q96.
COMPUTE m157 = 100 * q97.
COMPUTE m158 = 100 * q98.
COMPUTE m159 = 100 * q99.
COMPUTE m160 = 100 * q100.
COMPUTE m161 = 100 * q101.
COMPUTE m162 = 100 * q102.
COMPUTE m163 = 100 * q103.
COMPUTE m164 = 100 * q104.
COMPUTE m165 = 100 * q105.
COMPUTE m166 = 100 * q106.
COMPUTE m167 = 100 * q107.
COMPUTE m168 = 100 * q108.
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=group /m1 TO m168 = MEAN(m1 TO m168)
  /given1 = MEAN(given1)
  .
COMPUTE m124 = m124 / given1.
COMPUTE m125 = m125 / given1.
COMPUTE m126 = m126 / given1.
COMPUTE m127 = m127 / given1.
COMPUTE m128 = m128 / given1.
COMPUTE m129 = m129 / given1.
COMPUTE m130 = m130 / given1.
COMPUTE m131 = m131 / given1.
COMPUTE m132 = m132 / given1.
COMPUTE m133 = m133 / given1.
COMPUTE m134 = m134 / given1.
COMPUTE m135 = m135 / given1.
COMPUTE m136 = m136 / given1.
COMPUTE m137 = m137 / given1.
COMPUTE m138 = m138 / given1.
COMPUTE m139 = m139 / given1.
COMPUTE m140 = m140 / given1.
COMPUTE m141 = m141 / given1.
COMPUTE m142 = m142 / given1.
COMPUTE m143 = m143 / given1.
COMPUTE m144 = m144 / given1.
VECTOR m = m1 TO m168.
LOOP #at = 1 TO 168.
  COMPUTE figure = #at + 0.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_total.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE m1 = 100 * ANY(q32, 1).
COMPUTE m2 = 100 * ANY(q32, 2).
COMPUTE m3 = 100 * ANY(q32, 3).
COMPUTE m4 = 100 * ANY(q33, 1).
COMPUTE m5 = 100 * ANY(q33, 2).
COMPUTE m6 = 100 * ANY(q33, 3).
COMPUTE m7 = 100 * ANY(q34, 1).
COMPUTE m8 = 100 * ANY(q34, 2).
COMPUTE m9 = 100 * ANY(q34, 3).
COMPUTE m10 = 100 * ANY(q20, 1).
COMPUTE m11 = 100 * ANY(q20, 2).
COMPUTE m12 = 100 * ANY(q20, 3).
COMPUTE m13 = 100 * ANY(q43, 1).
COMPUTE m14 = 100 * ANY(q43, 2).
COMPUTE m15 = 100 * ANY(q43, 3).
COMPUTE m16 = 100 * ANY(q43, 4).
COMPUTE m17 = 100 * ANY(q43, 5).
COMPUTE m18 = 100 * ANY(q43, 1, 2, 3).
COMPUTE m19 = 100 * ANY(q35, 1).
COMPUTE m20 = 100 * ANY(q35, 2).
COMPUTE m21 = 100 * ANY(q35, 3).
COMPUTE m22 = 100 * ANY(q35, 4).
COMPUTE m23 = 100 * ANY(q35, 5).
COMPUTE m24 = 100 * ANY(q35, 6).
COMPUTE m25 = 100 * ANY(q35, 7).
COMPUTE m26 = 100 * ANY(q35, 1, 2, 3).
COMPUTE m27 = 100 * ANY(q35, 4, 5, 6).
COMPUTE m28 = 100 * q36.
COMPUTE m29 = 100 * q37.
COMPUTE m30 = 100 * q38.
COMPUTE m31 = 100 * q39.
COMPUTE m32 = 100 * q40.
COMPUTE m33 = 100 * q41.
COMPUTE m34 = 100 * q42.
RECODE q74 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m35.
RECODE q75 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m36.
RECODE q76 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m37.
RECODE q77 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m38.
RECODE q78 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m39.
RECODE q79 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m40.
RECODE q80 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m41.
RECODE q81 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m42.
COMPUTE m43 = 100 * ANY(q65, 1).
COMPUTE m44 = 100 * ANY(q65, 2).
COMPUTE m45 = 100 * ANY(q65, 3).
COMPUTE m46 = 100 * ANY(q89, 1).
COMPUTE m47 = 100 * ANY(q89, 2).
COMPUTE m48 = 100 * ANY(q89, 3).
COMPUTE m49 = 100 * ANY(q89, 4).
COMPUTE m50 = 100 * ANY(q89, 5).
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s3 /m1 TO m50 = MEAN(m1 TO m50)
  .
RENAME VARIABLES (s3=group).
VECTOR m = m1 TO m50.
LOOP #at = 1 TO 50.
  COMPUTE figure = #at + 168.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_region.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE m1 = 100 * q9.
COMPUTE m2 = 100 * q10.
COMPUTE m3 = 100 * q11.
COMPUTE m4 = 100 * q12.
COMPUTE m5 = 100 * q13.
COMPUTE m6 = 100 * q14.
COMPUTE m7 = 100 * q15.
COMPUTE m8 = 100 * q16.
COMPUTE m9 = 100 * q17.
COMPUTE m10 = 100 * ANY(q87, 1).
COMPUTE m11 = 100 * ANY(q87, 2).
COMPUTE m12 = 100 * ANY(q87, 3).
COMPUTE m13 = 100 * ANY(q88, 1).
COMPUTE m14 = 100 * ANY(q88, 2).
COMPUTE m15 = 100 * ANY(q88, 3).
COMPUTE m16 = 100 * ANY(q88, 4).
COMPUTE m17 = 100 * ANY(q88, 5).
COMPUTE m18 = 100 * ANY(q88, 6).
COMPUTE m19 = 100 * q90.
COMPUTE m20 = 100 * q91.
COMPUTE m21 = 100 * q92.
COMPUTE m22 = 100 * q93.
COMPUTE m23 = 100 * q94.
COMPUTE m24 = 100 * q95.
COMPUTE m25 = 100 * q96.
COMPUTE m26 = 100 * q97.
COMPUTE m27 = 100 * q98.
COMPUTE m28 = 100 * q99.
COMPUTE m29 = 100 * q100.
COMPUTE m30 = 100 * q101.
COMPUTE m31 = 100 * q102.
COMPUTE m32 = 100 * q103.
COMPUTE m33 = 100 * q104.
COMPUTE m34 = 100 * q105.
COMPUTE m35 = 100 * q106.
COMPUTE m36 = 100 * q107.
COMPUTE m37 = 100 * q108.
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s4 /m1 TO m37 = MEAN(m1 TO m37)
  .
RENAME VARIABLES (s4=group).
VECTOR m = m1 TO m37.
LOOP #at = 1 TO 37.
  COMPUTE figure = #at + 218.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_settlement.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE m1 = 100 * ANY(q65, 1).
COMPUTE m2 = 100 * ANY(q65, 2).
COMPUTE m3 = 100 * ANY(q65, 3).
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s6 /m1 TO m3 = MEAN(m1 TO m3)
  .
RENAME VARIABLES (s6=group).
VECTOR m = m1 TO m3.
LOOP #at = 1 TO 3.
  COMPUTE figure = #at + 255.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_age_group.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE m1 = 100 * ANY(q65, 1).
COMPUTE m2 = 100 * ANY(q65, 2).
COMPUTE m3 = 100 * ANY(q65, 3).
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s8 /m1 TO m3 = MEAN(m1 TO m3)
  .
RENAME VARIABLES (s8=group).
VECTOR m = m1 TO m3.
LOOP #at = 1 TO 3.
  COMPUTE figure = #at + 258.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_religiosity.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE given1 = SUM(q44, q45, q46, q47, q48, q49, q50, q51, q52, q53, q54, q55, q56, q57, q58, q59, q60, q61, q62, q63, q64).
COMPUTE m1 = 100 * q44.
COMPUTE m2 = 100 * q45.
COMPUTE m3 = 100 * q46.
COMPUTE m4 = 100 * q47.
COMPUTE m5 = 100 * q48.
COMPUTE m6 = 100 * q49.
COMPUTE m7 = 100 * q50.
COMPUTE m8 = 100 * q51.
COMPUTE m9 = 100 * q52.
COMPUTE m10 = 100 * q53.
COMPUTE m11 = 100 * q54.
COMPUTE m12 = 100 * q55.
COMPUTE m13 = 100 * q56.
COMPUTE m14 = 100 * q57.
COMPUTE m15 = 100 * q58.
COMPUTE m16 = 100 * q59.
COMPUTE m17 = 100 * q60.
COMPUTE m18 = 100 * q61.
COMPUTE m19 = 100 * q62.
COMPUTE m20 = 100 * q63.
COMPUTE m21 = 100 * q64.
COMPUTE m22 = 100 * ANY(q65, 1).
COMPUTE m23 = 100 * ANY(q65, 2).
COMPUTE m24 = 100 * ANY(q65, 3).
COMPUTE m25 = 100 * ANY(q73, 1).
COMPUTE m26 = 100 * ANY(q73, 2).
COMPUTE m27 = 100 * ANY(q73, 3).
COMPUTE m28 = 100 * ANY(q73, 4).
COMPUTE m29 = 100 * ANY(q73, 5).
RECODE q88 (1=1) (2=2) (3=3) (4=4) (5=5) INTO m30.
COMPUTE m31 = 100 * q44.
COMPUTE m32 = 100 * q45.
COMPUTE m33 = 100 * q46.
COMPUTE m34 = 100 * q47.
COMPUTE m35 = 100 * q48.
COMPUTE m36 = 100 * q49.
COMPUTE m37 = 100 * q50.
COMPUTE m38 = 100 * q51.
COMPUTE m39 = 100 * q52.
COMPUTE m40 = 100 * q53.
COMPUTE m41 = 100 * q54.
COMPUTE m42 = 100 * q55.
COMPUTE m43 = 100 * q56.
COMPUTE m44 = 100 * q64.
COMPUTE m45 = 100 * ANY(q89, 1).
COMPUTE m46 = 100 * ANY(q89, 2).
COMPUTE m47 = 100 * ANY(q89, 3).
COMPUTE m48 = 100 * ANY(q89, 4).
COMPUTE m49 = 100 * ANY(q89, 5).
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s5 /m1 TO m49 = MEAN(m1 TO m49)
  /given1 = MEAN(given1)
  .
RENAME VARIABLES (s5=group).
COMPUTE m31 = m31 / given1.
COMPUTE m32 = m32 / given1.
COMPUTE m33 = m33 / given1.
COMPUTE m34 = m34 / given1.
COMPUTE m35 = m35 / given1.
COMPUTE m36 = m36 / given1.
COMPUTE m37 = m37 / given1.
COMPUTE m38 = m38 / given1.
COMPUTE m39 = m39 / given1.
COMPUTE m40 = m40 / given1.
COMPUTE m41 = m41 / given1.
COMPUTE m42 = m42 / given1.
COMPUTE m43 = m43 / given1.
COMPUTE m44 = m44 / given1.
VECTOR m = m1 TO m49.
LOOP #at = 1 TO 49.
  COMPUTE figure = #at + 261.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_sex.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
GET FILE='scratch_respondents.sav'.
COMPUTE m1 = 100 * ANY(q89, 1).
COMPUTE m2 = 100 * ANY(q89, 2).
COMPUTE m3 = 100 * ANY(q89, 3).
COMPUTE m4 = 100 * ANY(q89, 4).
COMPUTE m5 = 100 * ANY(q89, 5).
WEIGHT BY w.
AGGREGATE OUTFILE=* /BREAK=s7 /m1 TO m5 = MEAN(m1 TO m5)
  .
RENAME VARIABLES (s7=group).
VECTOR m = m1 TO m5.
LOOP #at = 1 TO 5.
  COMPUTE figure = #at + 310.
  COMPUTE theirs = m(#at).
  XSAVE OUTFILE='scratch_by_education.sav' /KEEP=figure group theirs.
END LOOP.
EXECUTE.
ADD FILES /FILE='scratch_by_total.sav' /FILE='scratch_by_region.sav' /FILE='scratch_by_settlement.sav' /FILE='scratch_by_age_group.sav' /FILE='scratch_by_religiosity.sav' /FILE='scratch_by_sex.sav' /FILE='scratch_by_education.sav'.
SORT CASES BY figure group.
SAVE OUTFILE='scratch_figures.sav'.
ERASE FILE='scratch_by_total.sav'.
ERASE FILE='scratch_by_region.sav'.
ERASE FILE='scratch_by_settlement.sav'.
ERASE FILE='scratch_by_age_group.sav'.
ERASE FILE='scratch_by_religiosity.sav'.
ERASE FILE='scratch_by_sex.sav'.
ERASE FILE='scratch_by_education.sav'.
GET DATA /TYPE=TXT /FILE='ours_figures.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED
  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2
  /VARIABLES=
    figure F8.0
    exhibit A12
    question A28
    answer A29
    breakdown A11
    group A33
    statistic A16
    base_n F24.14
    unweighted F24.14
    ours F24.14
    se F24.14.
SORT CASES BY figure group.
MATCH FILES /FILE=* /FILE='scratch_figures.sav' /BY figure group.
SELECT IF NOT MISSING(ours).
COMPUTE difference = theirs - ours.
IF (MISSING(difference)) difference = 1E6.
FORMATS ours theirs (F18.9) difference (E10.2).
ECHO 'weighted percentages (points) and means (scale points)'.
LIST VARIABLES=question answer breakdown group statistic ours theirs difference.
COMPUTE size = ABS(difference).
COMPUTE one = 1.
AGGREGATE OUTFILE=* /BREAK=one /compared=N /largest_difference=MAX(size).
FORMATS compared (F8.0) largest_difference (E10.2).
ECHO 'largest difference, weighted percentages (points) and means (scale points)'.
LIST VARIABLES=compared largest_difference.
ERASE FILE='scratch_figures.sav'.
* Pearson chi-square of unweighted counts: by CROSSTABS, and from its definition.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'is_violence_insult by region: ours 234.3138913, df 32'.
CROSSTABS /TABLES=q32 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q32) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q32 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q32 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 1.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_1.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'is_violence_mild_physical by region: ours 200.9994424, df 32'.
CROSSTABS /TABLES=q33 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q33) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q33 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q33 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 2.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_2.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'is_violence_child_punishment by region: ours 152.8271282, df 32'.
CROSSTABS /TABLES=q34 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q34) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q34 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q34 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 3.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_3.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'acquaintance_sought_help by region: ours 78.705845, df 32'.
CROSSTABS /TABLES=q20 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q20) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q20 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q20 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 4.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_4.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'families_violence_children by region: ours 204.0443027, df 64'.
CROSSTABS /TABLES=q43 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q43) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q43 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q43 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 5.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_5.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_frequency by region: ours 344.9995774, df 96'.
CROSSTABS /TABLES=q35 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q35) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q35 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q35 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 6.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_6.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_spouse by region: ours 64.31621167, df 16'.
CROSSTABS /TABLES=q36 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q36) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q36 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q36 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 7.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_7.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_children by region: ours 70.47905262, df 16'.
CROSSTABS /TABLES=q37 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q37) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q37 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q37 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 8.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_8.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_whom_col3_header_lost by region: ours 43.05485289, df 16'.
CROSSTABS /TABLES=q38 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q38) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q38 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q38 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 9.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_9.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_whom_col4_header_lost by region: ours 68.1391652, df 16'.
CROSSTABS /TABLES=q39 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q39) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q39 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q39 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 10.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_10.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_whom_col5_header_lost by region: ours 168.8130269, df 16'.
CROSSTABS /TABLES=q40 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q40) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q40 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q40 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 11.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_11.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.with_nobody by region: ours 69.98832563, df 16'.
CROSSTABS /TABLES=q41 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q41) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q41 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q41 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 12.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_12.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'quarrel_with_whom.not_sure by region: ours 185.005593, df 16'.
CROSSTABS /TABLES=q42 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q42) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q42 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q42 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 13.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_13.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.against_women by settlement: ours 10.95863913, df 1'.
CROSSTABS /TABLES=q9 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q9) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q9 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q9 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 14.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_14.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.against_children by settlement: ours 37.56928437, df 1'.
CROSSTABS /TABLES=q10 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q10) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q10 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q10 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 15.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_15.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.against_elderly by settlement: ours 0.07627307812, df 1'.
CROSSTABS /TABLES=q11 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q11) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q11 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q11 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 16.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_16.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.against_disabled by settlement: ours 1.431074145, df 1'.
CROSSTABS /TABLES=q12 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q12) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q12 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q12 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 17.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_17.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.against_men by settlement: ours 2.158502249, df 1'.
CROSSTABS /TABLES=q13 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q13) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q13 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q13 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 18.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_18.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.no_such_problem by settlement: ours 21.2074144, df 1'.
CROSSTABS /TABLES=q14 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q14) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q14 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q14 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 19.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_19.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.all_of_listed by settlement: ours 0.3671730912, df 1'.
CROSSTABS /TABLES=q15 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q15) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q15 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q15 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 20.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_20.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.differs_by_family by settlement: ours 0.9110557774, df 1'.
CROSSTABS /TABLES=q16 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q16) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q16 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q16 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 21.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_21.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_problem_exists.not_sure by settlement: ours 0.2904866341, df 1'.
CROSSTABS /TABLES=q17 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q17) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q17 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q17 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 22.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_22.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_acceptability by age_group: ours 6.087279879, df 6'.
CROSSTABS /TABLES=q65 BY q6 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q65) AND NOT MISSING(q6).
AGGREGATE OUTFILE=* /BREAK=q65 q6 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q65 /of_row=SUM(observed).
SORT CASES BY q6.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q6 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 23.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_23.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_acceptability by religiosity: ours 24.49753909, df 10'.
CROSSTABS /TABLES=q65 BY q8 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q65) AND NOT MISSING(q8).
AGGREGATE OUTFILE=* /BREAK=q65 q8 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q65 /of_row=SUM(observed).
SORT CASES BY q8.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q8 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 24.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_24.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.socioeconomic by sex: ours 0.02339119699, df 1'.
CROSSTABS /TABLES=q44 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q44) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q44 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q44 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 25.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_25.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.stereotypes by sex: ours 0.1786968608, df 1'.
CROSSTABS /TABLES=q45 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q45) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q45 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q45 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 26.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_26.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.family_example by sex: ours 0.03031587048, df 1'.
CROSSTABS /TABLES=q46 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q46) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q46 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q46 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 27.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_27.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.bad_habits by sex: ours 3.182717072, df 1'.
CROSSTABS /TABLES=q47 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q47) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q47 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q47 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 28.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_28.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.aggression_in_society by sex: ours 0.3886934701, df 1'.
CROSSTABS /TABLES=q48 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q48) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q48 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q48 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 29.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_29.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.low_education_culture by sex: ours 3.090764022, df 1'.
CROSSTABS /TABLES=q49 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q49) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q49 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q49 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 30.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_30.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.no_criminal_liability by sex: ours 0.01419179329, df 1'.
CROSSTABS /TABLES=q50 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q50) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q50 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q50 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 31.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_31.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.financial_dependence by sex: ours 0.602928946, df 1'.
CROSSTABS /TABLES=q51 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q51) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q51 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q51 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 32.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_32.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.psychological_disorders by sex: ours 0.1176304276, df 1'.
CROSSTABS /TABLES=q52 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q52) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q52 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q52 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 33.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_33.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.relatives_interference by sex: ours 0.007591660458, df 1'.
CROSSTABS /TABLES=q53 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q53) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q53 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q53 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 34.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_34.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.weak_family_institution by sex: ours 0.1884187708, df 1'.
CROSSTABS /TABLES=q54 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q54) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q54 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q54 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 35.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_35.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.weak_prevention by sex: ours 2.043397498, df 1'.
CROSSTABS /TABLES=q55 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q55) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q55 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q55 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 36.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_36.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.weak_moral_education by sex: ours 1.407637114, df 1'.
CROSSTABS /TABLES=q56 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q56) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q56 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q56 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 37.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_37.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.all_of_listed by sex: ours 0.07152740956, df 1'.
CROSSTABS /TABLES=q57 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q57) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q57 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q57 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 38.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_38.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.spouse_misunderstanding by sex: ours 0.04758899415, df 1'.
CROSSTABS /TABLES=q58 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q58) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q58 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q58 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 39.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_39.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.internet_influence by sex: ours 2.490384008, df 1'.
CROSSTABS /TABLES=q59 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q59) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q59 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q59 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 40.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_40.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.differs_by_family by sex: ours 0.154298202, df 1'.
CROSSTABS /TABLES=q60 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q60) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q60 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q60 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 41.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_41.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.lack_of_spirituality by sex: ours 0.8055087505, df 1'.
CROSSTABS /TABLES=q61 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q61) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q61 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q61 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 42.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_42.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.friends_interference by sex: ours 0.8055087505, df 1'.
CROSSTABS /TABLES=q62 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q62) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q62 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q62 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 43.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_43.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.jealousy by sex: ours 0.8055087505, df 1'.
CROSSTABS /TABLES=q63 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q63) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q63 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q63 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 44.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_44.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_causes.not_sure by sex: ours 2.513552735, df 1'.
CROSSTABS /TABLES=q64 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q64) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q64 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q64 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 45.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_45.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_acceptability by sex: ours 2.689725286, df 2'.
CROSSTABS /TABLES=q65 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q65) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q65 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q65 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 46.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_46.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'childhood_violence by sex: ours 8.576002459, df 4'.
CROSSTABS /TABLES=q73 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q73) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q73 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q73 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 47.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_47.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.local_executive_bodies by region: ours 213.866734, df 64'.
CROSSTABS /TABLES=q74 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q74) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q74 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q74 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 48.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_48.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.health_bodies by region: ours 155.7592043, df 64'.
CROSSTABS /TABLES=q75 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q75) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q75 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q75 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 49.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_49.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.education_bodies by region: ours 170.7659694, df 64'.
CROSSTABS /TABLES=q76 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q76) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q76 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q76 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 50.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_50.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.police by region: ours 119.9721842, df 64'.
CROSSTABS /TABLES=q77 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q77) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q77 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q77 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 51.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_51.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.prosecution by region: ours 163.2799887, df 64'.
CROSSTABS /TABLES=q78 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q78) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q78 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q78 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 52.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_52.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.courts by region: ours 163.9393658, df 64'.
CROSSTABS /TABLES=q79 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q79) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q79 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q79 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 53.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_53.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.forensic_medicine by region: ours 159.8658556, df 64'.
CROSSTABS /TABLES=q80 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q80) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q80 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q80 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 54.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_54.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'agency_service_quality.guardianship_bodies by region: ours 159.5257356, df 64'.
CROSSTABS /TABLES=q81 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q81) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q81 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q81 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 55.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_55.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'knows_support_institutions by settlement: ours 8.623189764, df 2'.
CROSSTABS /TABLES=q87 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q87) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q87 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q87 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 56.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_56.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'special_services_quality by settlement: ours 25.17034678, df 5'.
CROSSTABS /TABLES=q88 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q88) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q88 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q88 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 57.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_57.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'special_services_quality by sex: ours 4.238268536, df 5'.
CROSSTABS /TABLES=q88 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q88) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q88 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q88 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 58.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_58.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'who_to_blame by education: ours 19.51624961, df 16'.
CROSSTABS /TABLES=q89 BY q7 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q89) AND NOT MISSING(q7).
AGGREGATE OUTFILE=* /BREAK=q89 q7 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q89 /of_row=SUM(observed).
SORT CASES BY q7.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q7 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 59.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_59.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'dv_acceptability by region: ours 124.6414963, df 32'.
CROSSTABS /TABLES=q65 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q65) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q65 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q65 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 60.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_60.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'who_to_blame by region: ours 68.48671957, df 64'.
CROSSTABS /TABLES=q89 BY q3 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q89) AND NOT MISSING(q3).
AGGREGATE OUTFILE=* /BREAK=q89 q3 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q89 /of_row=SUM(observed).
SORT CASES BY q3.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q3 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 61.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_61.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'who_to_blame by sex: ours 4.545648449, df 4'.
CROSSTABS /TABLES=q89 BY q5 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q89) AND NOT MISSING(q5).
AGGREGATE OUTFILE=* /BREAK=q89 q5 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q89 /of_row=SUM(observed).
SORT CASES BY q5.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q5 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 62.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_62.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.television by settlement: ours 5.0411499, df 1'.
CROSSTABS /TABLES=q90 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q90) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q90 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q90 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 63.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_63.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.newspapers_magazines by settlement: ours 0.1909638836, df 1'.
CROSSTABS /TABLES=q91 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q91) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q91 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q91 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 64.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_64.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.radio by settlement: ours 0.02380981688, df 1'.
CROSSTABS /TABLES=q92 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q92) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q92 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q92 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 65.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_65.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.internet_social_networks by settlement: ours 39.11708222, df 1'.
CROSSTABS /TABLES=q93 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q93) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q93 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q93 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 66.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_66.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.friends_acquaintances by settlement: ours 0.8407844473, df 1'.
CROSSTABS /TABLES=q94 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q94) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q94 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q94 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 67.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_67.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.no_such_information by settlement: ours 7.350622795, df 1'.
CROSSTABS /TABLES=q95 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q95) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q95 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q95 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 68.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_68.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'info_sources.not_sure by settlement: ours 0.02677707547, df 1'.
CROSSTABS /TABLES=q96 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q96) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q96 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q96 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 69.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_69.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.facebook by settlement: ours 0.0911903991, df 1'.
CROSSTABS /TABLES=q97 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q97) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q97 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q97 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 70.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_70.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.vk by settlement: ours 1.98909923, df 1'.
CROSSTABS /TABLES=q98 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q98) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q98 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q98 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 71.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_71.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.instagram by settlement: ours 16.84194038, df 1'.
CROSSTABS /TABLES=q99 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q99) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q99 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q99 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 72.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_72.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.tiktok by settlement: ours 0.0707482021, df 1'.
CROSSTABS /TABLES=q100 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q100) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q100 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q100 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 73.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_73.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.whatsapp by settlement: ours 2.250918239, df 1'.
CROSSTABS /TABLES=q101 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q101) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q101 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q101 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 74.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_74.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.telegram by settlement: ours 1.285808333, df 1'.
CROSSTABS /TABLES=q102 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q102) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q102 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q102 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 75.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_75.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.mail_ru by settlement: ours 0.08596843157, df 1'.
CROSSTABS /TABLES=q103 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q103) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q103 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q103 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 76.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_76.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.twitter by settlement: ours 0.1565662706, df 1'.
CROSSTABS /TABLES=q104 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q104) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q104 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q104 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 77.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_77.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.odnoklassniki by settlement: ours 0.6441364338, df 1'.
CROSSTABS /TABLES=q105 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q105) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q105 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q105 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 78.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_78.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.youtube by settlement: ours 1.992026344, df 1'.
CROSSTABS /TABLES=q106 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q106) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q106 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q106 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 79.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_79.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.no_networks_or_internet by settlement: ours 0.4052987013, df 1'.
CROSSTABS /TABLES=q107 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q107) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q107 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q107 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 80.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_80.sav' /KEEP=test theirs.
GET FILE='scratch_respondents.sav'.
WEIGHT OFF.
ECHO 'social_networks.not_sure by settlement: ours 14.49375883, df 1'.
CROSSTABS /TABLES=q108 BY q4 /CELLS=COUNT /STATISTICS=CHISQ.
SELECT IF NOT MISSING(q108) AND NOT MISSING(q4).
AGGREGATE OUTFILE=* /BREAK=q108 q4 /observed=N.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q108 /of_row=SUM(observed).
SORT CASES BY q4.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=q4 /of_column=SUM(observed).
COMPUTE part = observed * observed / (of_row * of_column).
COMPUTE test = 81.
AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed).
COMPUTE theirs = n * (parts - 1).
SAVE OUTFILE='scratch_test_81.sav' /KEEP=test theirs.
ADD FILES /FILE='scratch_test_1.sav' /FILE='scratch_test_2.sav' /FILE='scratch_test_3.sav' /FILE='scratch_test_4.sav' /FILE='scratch_test_5.sav' /FILE='scratch_test_6.sav' /FILE='scratch_test_7.sav' /FILE='scratch_test_8.sav' /FILE='scratch_test_9.sav' /FILE='scratch_test_10.sav' /FILE='scratch_test_11.sav' /FILE='scratch_test_12.sav' /FILE='scratch_test_13.sav' /FILE='scratch_test_14.sav' /FILE='scratch_test_15.sav' /FILE='scratch_test_16.sav' /FILE='scratch_test_17.sav' /FILE='scratch_test_18.sav' /FILE='scratch_test_19.sav' /FILE='scratch_test_20.sav' /FILE='scratch_test_21.sav' /FILE='scratch_test_22.sav' /FILE='scratch_test_23.sav' /FILE='scratch_test_24.sav' /FILE='scratch_test_25.sav' /FILE='scratch_test_26.sav' /FILE='scratch_test_27.sav' /FILE='scratch_test_28.sav' /FILE='scratch_test_29.sav' /FILE='scratch_test_30.sav' /FILE='scratch_test_31.sav' /FILE='scratch_test_32.sav' /FILE='scratch_test_33.sav' /FILE='scratch_test_34.sav' /FILE='scratch_test_35.sav' /FILE='scratch_test_36.sav' /FILE='scratch_test_37.sav' /FILE='scratch_test_38.sav' /FILE='scratch_test_39.sav' /FILE='scratch_test_40.sav'.
EXECUTE.
SAVE OUTFILE='scratch_tests.sav'.
ADD FILES /FILE='scratch_tests.sav' /FILE='scratch_test_41.sav' /FILE='scratch_test_42.sav' /FILE='scratch_test_43.sav' /FILE='scratch_test_44.sav' /FILE='scratch_test_45.sav' /FILE='scratch_test_46.sav' /FILE='scratch_test_47.sav' /FILE='scratch_test_48.sav' /FILE='scratch_test_49.sav' /FILE='scratch_test_50.sav' /FILE='scratch_test_51.sav' /FILE='scratch_test_52.sav' /FILE='scratch_test_53.sav' /FILE='scratch_test_54.sav' /FILE='scratch_test_55.sav' /FILE='scratch_test_56.sav' /FILE='scratch_test_57.sav' /FILE='scratch_test_58.sav' /FILE='scratch_test_59.sav' /FILE='scratch_test_60.sav' /FILE='scratch_test_61.sav' /FILE='scratch_test_62.sav' /FILE='scratch_test_63.sav' /FILE='scratch_test_64.sav' /FILE='scratch_test_65.sav' /FILE='scratch_test_66.sav' /FILE='scratch_test_67.sav' /FILE='scratch_test_68.sav' /FILE='scratch_test_69.sav' /FILE='scratch_test_70.sav' /FILE='scratch_test_71.sav' /FILE='scratch_test_72.sav' /FILE='scratch_test_73.sav' /FILE='scratch_test_74.sav' /FILE='scratch_test_75.sav' /FILE='scratch_test_76.sav' /FILE='scratch_test_77.sav' /FILE='scratch_test_78.sav' /FILE='scratch_test_79.sav' /FILE='scratch_test_80.sav'.
EXECUTE.
SAVE OUTFILE='scratch_tests.sav'.
ADD FILES /FILE='scratch_tests.sav' /FILE='scratch_test_81.sav'.
EXECUTE.
SAVE OUTFILE='scratch_tests.sav'.
ERASE FILE='scratch_test_1.sav'.
ERASE FILE='scratch_test_2.sav'.
ERASE FILE='scratch_test_3.sav'.
ERASE FILE='scratch_test_4.sav'.
ERASE FILE='scratch_test_5.sav'.
ERASE FILE='scratch_test_6.sav'.
ERASE FILE='scratch_test_7.sav'.
ERASE FILE='scratch_test_8.sav'.
ERASE FILE='scratch_test_9.sav'.
ERASE FILE='scratch_test_10.sav'.
ERASE FILE='scratch_test_11.sav'.
ERASE FILE='scratch_test_12.sav'.
ERASE FILE='scratch_test_13.sav'.
ERASE FILE='scratch_test_14.sav'.
ERASE FILE='scratch_test_15.sav'.
ERASE FILE='scratch_test_16.sav'.
ERASE FILE='scratch_test_17.sav'.
ERASE FILE='scratch_test_18.sav'.
ERASE FILE='scratch_test_19.sav'.
ERASE FILE='scratch_test_20.sav'.
ERASE FILE='scratch_test_21.sav'.
ERASE FILE='scratch_test_22.sav'.
ERASE FILE='scratch_test_23.sav'.
ERASE FILE='scratch_test_24.sav'.
ERASE FILE='scratch_test_25.sav'.
ERASE FILE='scratch_test_26.sav'.
ERASE FILE='scratch_test_27.sav'.
ERASE FILE='scratch_test_28.sav'.
ERASE FILE='scratch_test_29.sav'.
ERASE FILE='scratch_test_30.sav'.
ERASE FILE='scratch_test_31.sav'.
ERASE FILE='scratch_test_32.sav'.
ERASE FILE='scratch_test_33.sav'.
ERASE FILE='scratch_test_34.sav'.
ERASE FILE='scratch_test_35.sav'.
ERASE FILE='scratch_test_36.sav'.
ERASE FILE='scratch_test_37.sav'.
ERASE FILE='scratch_test_38.sav'.
ERASE FILE='scratch_test_39.sav'.
ERASE FILE='scratch_test_40.sav'.
ERASE FILE='scratch_test_41.sav'.
ERASE FILE='scratch_test_42.sav'.
ERASE FILE='scratch_test_43.sav'.
ERASE FILE='scratch_test_44.sav'.
ERASE FILE='scratch_test_45.sav'.
ERASE FILE='scratch_test_46.sav'.
ERASE FILE='scratch_test_47.sav'.
ERASE FILE='scratch_test_48.sav'.
ERASE FILE='scratch_test_49.sav'.
ERASE FILE='scratch_test_50.sav'.
ERASE FILE='scratch_test_51.sav'.
ERASE FILE='scratch_test_52.sav'.
ERASE FILE='scratch_test_53.sav'.
ERASE FILE='scratch_test_54.sav'.
ERASE FILE='scratch_test_55.sav'.
ERASE FILE='scratch_test_56.sav'.
ERASE FILE='scratch_test_57.sav'.
ERASE FILE='scratch_test_58.sav'.
ERASE FILE='scratch_test_59.sav'.
ERASE FILE='scratch_test_60.sav'.
ERASE FILE='scratch_test_61.sav'.
ERASE FILE='scratch_test_62.sav'.
ERASE FILE='scratch_test_63.sav'.
ERASE FILE='scratch_test_64.sav'.
ERASE FILE='scratch_test_65.sav'.
ERASE FILE='scratch_test_66.sav'.
ERASE FILE='scratch_test_67.sav'.
ERASE FILE='scratch_test_68.sav'.
ERASE FILE='scratch_test_69.sav'.
ERASE FILE='scratch_test_70.sav'.
ERASE FILE='scratch_test_71.sav'.
ERASE FILE='scratch_test_72.sav'.
ERASE FILE='scratch_test_73.sav'.
ERASE FILE='scratch_test_74.sav'.
ERASE FILE='scratch_test_75.sav'.
ERASE FILE='scratch_test_76.sav'.
ERASE FILE='scratch_test_77.sav'.
ERASE FILE='scratch_test_78.sav'.
ERASE FILE='scratch_test_79.sav'.
ERASE FILE='scratch_test_80.sav'.
ERASE FILE='scratch_test_81.sav'.
GET DATA /TYPE=TXT /FILE='ours_tests.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED
  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2
  /VARIABLES=
    test F8.0
    question A28
    answer A26
    breakdown A11
    n F24.14
    ours F24.14
    pearson_df F24.14
    raked_f F24.14
    raked_ndf F24.14
    fixed_f F24.14
    fixed_ndf F24.14.
SORT CASES BY test.
MATCH FILES /FILE=* /FILE='scratch_tests.sav' /BY test.
SELECT IF NOT MISSING(ours).
COMPUTE difference = theirs - ours.
COMPUTE difference = difference / ours.
IF (MISSING(difference)) difference = 1E6.
FORMATS ours theirs (F18.9) difference (E10.2).
ECHO 'Pearson chi-square, unweighted (relative difference)'.
LIST VARIABLES=question answer breakdown ours theirs difference.
COMPUTE size = ABS(difference).
COMPUTE one = 1.
AGGREGATE OUTFILE=* /BREAK=one /compared=N /largest_difference=MAX(size).
FORMATS compared (F8.0) largest_difference (E10.2).
ECHO 'largest difference, Pearson chi-square, unweighted (relative difference)'.
LIST VARIABLES=compared largest_difference.
ERASE FILE='scratch_tests.sav'.
* What was kept for a moment.
ERASE FILE='scratch_respondents.sav'.
