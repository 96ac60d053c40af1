import type { Language } from "../db/schema.ts";

/** Words of one meaning: of each language those that stand for it. */
export type Concept = Record<Language, readonly string[]>;

// One meaning a line, en | fr | pt | es, folded, `_` between the words of an expression,
// `!` after a word that counts as it is, not in its other forms.
const table = `
order orders ordered purchase bought buy stuff_i_bought purchase_order | commande commander achat achete acheter achats | pedido encomenda compra comprar comprei pedi comprinha | pedido compra comprar compre orden encargo compras
package parcel packet box carton shipment_box | colis paquet carton pli | pacote encomenda embrulho caixa_do_correio | paquete encomienda caja bulto
delivery deliver delivered ship shipping shipped shipment dispatch dispatched post_to posted mail_it drop_off bring_it_to come_here | livraison livrer livre livree expedier expedition expedie envoyer envoi acheminer acheminement jusqu_a_chez | entrega entregar entregue enviar envio frete despachar despacho postar postaram postado saiu_para_entrega trazem_ate levam_ate | entrega entregar envio enviar despacho despachar reparto repartir mandar_a_casa despacharon enviado llevarlo_a llevan_a traen_a
courier driver delivery_man postman mailman | livreur coursier facteur transporteur | entregador motoboy transportadora carteiro correios | repartidor mensajero transportista cartero
refund reimburse reimbursement money_back cash_back cashback my_money_back get_my_money credited | remboursement rembourser avoir_mon_argent rendre_l_argent recuperer_mon_argent crediter credite remboursez | reembolso reembolsar estorno estornar ressarcimento dinheiro_de_volta devolver_o_dinheiro devolucao_do_dinheiro reaver estornado creditado meu_dinheiro | reembolso reembolsar reintegro reintegrar devolucion_del_dinero dinero_de_vuelta devolver_el_dinero devolucion_de_mi_dinero reembolsen me_devuelven_el mi_dinero la_plata
return send_back give_back bring_back take_back returned send_it_back bring_it_back take_it_back hand_back change_of_mind changed_my_mind keep_it | retour retourner renvoyer renvoi rendre rapporter retractation change_d_avis | devolver devolucao mandar_de_volta mudei_de_ideia desistir arrependi arrependimento | devolver devolucion retornar regresar mandar_de_vuelta cambie_de_idea arrepenti me_arrepenti
exchange swap replace replacement trade_it another_size bigger_one smaller_one different_size | echange echanger remplacer remplacement autre_taille plus_grande taille_au_dessus taille_en_dessous | troca trocar substituir outro_tamanho numero_maior numero_menor tamanho_maior tamanho_menor outra_numeracao | cambiar canje canjear reemplazar otra_talla talla_mas otro_numero talla_mayor talla_menor
cancel cancellation cancelled call_off undo drop_my stop_my_order abort scrap | annuler annulation annule stopper renoncer laisser_tomber | cancelar cancelamento anular desmarcar cancela suspender_pedido abortar | cancelar cancelacion anular anulacion cancelen anulen dar_de_baja_pedido
invoice receipt bill proof_of_purchase tax_receipt | facture justificatif ticket_de_caisse note_de_frais preuve_d_achat | nota_fiscal nf nfe fatura recibo comprovante cupom_fiscal danfe | factura facturar facturacion recibo boleta comprobante ticket_de_compra justificante
price cost how_much fee expensive pricey how_expensive goes_for price_tag | prix cout coute coutent couter tarif combien cher ca_fait_combien vaut a_combien | preco custo custa custam custar valor valores quanto_e quanto_fica quanto_sai quanto_esta taxa caro por_quanto sai_por | precio costo coste cuesta cuestan costar valor tarifa cuanto_es cuanto_vale cuanto_sale caro a_cuanto a_como en_cuanto
pay payment paying paid | payer paiement paye regler reglement | pagar pagamento paguei pago | pagar pago pague abonar
transaction declined rejected failed unsuccessful wont_go_through not_going_through refused error_message didnt_work unpaid not_accepted isnt_accepted | refuse refusee rejete echoue echec pas_passe passe_pas ne_passe_pas impaye pas_accepte pas_acceptee | recusado recusada recusou negado negada falhou nao_passa nao_passou nao_foi_aprovado erro_no_pagamento nao_aceita_o nao_aceitou | rechazado rechazada rechazo rechazaron fallido fallo denegado no_pasa no_paso no_se_proceso error_en_el_pago no_lo_acepta no_acepta
track tracking trace tracking_number tracking_code any_news any_update on_its_way whereabouts_of how_far_along | suivre suivi tracking tracer numero_de_suivi des_nouvelles en_est_ma ou_en_est | rastrear rastreio rastreamento acompanhar codigo_de_rastreio numero_de_rastreio alguma_noticia a_caminho | rastrear rastreo seguimiento tracking numero_de_seguimiento codigo_de_seguimiento numero_de_guia alguna_noticia en_camino por_donde_anda por_donde_va
late delay delayed overdue still_waiting not_here_yet past_due taking_ages taking_forever slow_delivery behind_schedule | retard retarde tarde traine toujours_rien pas_encore_la | atraso atrasado atrasada atrasou demora demorando demorado passou_do_prazo fora_do_prazo nada_ainda ate_agora_nada | retraso retrasado retrasada retrasar atrasado demora demorado tarda tardando se_paso_la_fecha fuera_de_plazo todavia_nada
status progress stage | statut avancement | status andamento situacao | estado estatus
broken damaged cracked scratched torn crushed dented smashed shattered dent tear in_pieces ripped bent chipped hole leak leaking bits dead_on_arrival | casse cassee abime abimee endommage fissure dechire dechiree raye rayure ecrase brise choc mille_morceaux en_morceaux troue trou fele tordu fuite explose miettes | quebrado quebrada quebrou danificado estragado amassado amassada trincado trincada rachado rasgado rasgo riscado amassou em_pedacos furado furo rachou torto vazando esmagado arranhado | roto rota danado danada rayado rayada rajado rasgado aplastado aplastada golpeado rompio quebrado en_pedazos hecho_pedazos agujero doblado rajo trizas rompieron arruinado
faulty defective defect malfunctioning stopped_working not_working | defectueux defaut defectueuse panne ne_fonctionne_plus | defeito defeituoso avariado parou_de_funcionar | defectuoso defectuosa defecto averiado estropeado dejo_de_funcionar
wrong incorrect different mistake mixed_up mix_up swapped_with not_the_one someone_elses something_else thing_else | mauvais mauvaise errone different erreur trompe trompes melange interverti quelqu_un_d_autre pas_le_bon pas_la_bonne autre_chose | errado errada incorreto diferente engano trocaram veio_outro veio_outra outra_coisa outra_pessoa de_outra_pessoa nao_foi_isso | equivocado equivocada incorrecto erroneo diferente distinto me_llego_otro me_llego_otra otra_cosa otra_persona de_otra_persona no_es_lo
password passcode login_details credentials pin | mot_de_passe mdp identifiants code_d_acces | senha palavra_passe password credenciais | contrasena clave password credenciales pin
reset recover recover_my get_a_new_password new_password | reinitialiser reinitialisation recuperer retrouver_mon nouveau_mot_de_passe | redefinir resetar recuperar redefinicao recuperar_minha nova_senha | restablecer resetear recuperar recuperar_mi nueva_contrasena
forget forgot forgotten dont_remember cant_remember remember | oublier oublie souviens rappelle perdu_mon_mot | esquecer esqueci esquecemos lembro lembrar | olvidar olvide olvidado olvido recuerdo acuerdo recordar
log_in login sign_in log_on logging_in signing_in | connexion connecter identifier | login logar acessar | iniciar_sesion inicio_de_sesion ingresar acceder login
locked blocked suspended disabled unlock unblock too_many_attempts kicked_out shut_out banned | bloque bloquer bloquee verrouille deverrouiller debloquer suspendu desactive trop_de_tentatives tentatives banni | bloqueado bloqueada bloqueou bloquear desbloquear suspensa suspenso desativada travado muitas_tentativas tentativas banido | bloqueado bloqueada bloquear bloqueo desbloquear suspendido suspendida deshabilitada muchos_intentos demasiados_intentos intentos baneado
account profile | compte profil | conta perfil cadastro | cuenta perfil
open opening opened | ouvrir ouvert ouverte ouverts ouverture ouvrez | abrir abre abrem aberto aberta abertos abertura | abrir abre abren abierto abierta abiertos apertura
close closed closing shut | fermer ferme fermez fermeture | fechar fecha fecham fechado fechada fechamento | cerrar cierra cierran cerrado cerrada cierre
hours timetable till_when until_when how_late working_hours business_hours | horaires horaire heures! jusqu_a_quelle_heure | horario horarios expediente ate_que_horas que_horas_abre que_horas_fecha | horario horarios hasta_que_hora que_hora_abren que_hora_cierran
holiday holidays christmas easter new_year bank_holiday new_years public_holiday may_day | ferie feries noel paques fetes nouvel_an jour_ferie pont toussaint jour_de_l_an | feriado feriados natal pascoa carnaval ano_novo feriadao corpus_christi reveillon natal_e | feriado festivo festivos navidad fiestas pascua ano_nuevo semana_santa puente dia_de_reyes noche_buena nochevieja
address location located situated where_are_you where_is_your find_you get_to_you whereabouts your_place based | adresse emplacement situe situes localisation ou_etes_vous vous_etes_ou vous_trouver se_trouve | endereco localizacao localizado localizados onde_fica onde_voces_ficam onde_e_a | direccion ubicacion ubicado ubicados localizacion donde_estan donde_queda donde_quedan donde_es
directions map maps get_there near nearby station how_do_i_get_to come_to_you way_to | itineraire plan gare metro pres venir_chez comment_venir y_aller | mapa maps chegar_ai perto metro estacao como_chego como_chegar | mapa maps como_llegar cerca metro estacion como_llego como_se_llega
move moved moving_house | demenager demenage demenagement | mudei mudanca | mude mudanza mudado
postcode zip | code_postal | cep codigo_postal | codigo_postal cp
area zone region neighbourhood village town my_place countryside suburbs outside_town out_of_town | zone secteur region quartier commune ville village campagne banlieue chez_moi_c_est alentours | area regiao bairro cidade zona interior_do zona_rural meu_bairro | zona barrio ciudad pueblo region campo afueras mi_barrio mi_zona
abroad international internationally overseas customs other_countries another_country outside_the_country worldwide foreign | etranger international internationale douane autre_pays autres_pays hors_de_france outre_mer dom_tom monde_entier | exterior internacional alfandega outro_pais outros_paises fora_do_pais fora_do_brasil mundo_todo | extranjero internacional aduana otro_pais otros_paises fuera_del_pais fuera_de_espana fuera_de_mexico todo_el_mundo
europe uk usa canada switzerland france spain germany country united_states the_us italy ireland australia japan netherlands | europe angleterre canada suisse belgique pays etats_unis allemagne italie espagne portugal suede royaume_uni maroc | europa portugal argentina pais estados_unidos alemanha italia espanha franca japao uruguai paraguai chile | europa francia chile pais estados_unidos alemania italia inglaterra peru colombia uruguay japon
size sizing which_size what_size my_size | taille pointure tailles quelle_taille ma_taille du_m du_s | tamanho numeracao qual_tamanho meu_tamanho qual_numero | talla talle tamano tallas que_talla mi_talla que_numero cual_me_va
small smaller tight too_small | petit petite serre serrees plus_petit | pequeno pequena apertado apertada menor | pequeno pequena aprieta aprietan chico chica menor ajustado
big bigger large larger loose | grand grande large plus_grand | grande maior largo larga folgado | grande mayor holgado
measure measurements chart guide size_guide size_chart true_to_size run_small run_large fits_true conversion | mesure mesures guide guide_des_tailles taille_petit taille_grand taillent correspondance equivalence | medida medidas guia tabela tabela_de_medidas guia_de_tamanho forma_grande forma_pequena veste | medida medidas guia guia_de_tallas tabla_de_medidas talla_grande tallan equivale
stock available availability in_stock sold_out in_store_stock back_in left_in any_left run_out restock restocked | stock disponible disponibilite epuise rupture reste il_en_reste restock reapprovisionne retour_en_stock | estoque disponivel disponibilidade esgotado esgotou ainda_tem sobrou repor chegou_mais reposicao | stock disponible disponibilidad existencias agotado quedan! les_queda tienen_todavia reponen reposicion
colour color blue red green black white yellow pink grey brown | couleur bleu bleue rouge noir noire blanc blanche vert verte jaune rose gris | cor azul vermelho vermelha preto preta branco branca verde amarelo rosa cinza | color azul rojo roja negro negra blanco blanca verde amarillo rosa gris
material fabric cotton leather wood made_of wool leather_or genuine synthetic polyester linen silk gold silver steel stainless | matiere materiau tissu coton cuir bois laine compose synthetique polyester lin soie inox acier | material tecido algodao couro madeira feito_de sintetico poliester linho seda ouro aco inox prata_ou | material algodon cuero madera lana hecho_de tela! sintetico poliester lino seda oro acero inox plata_o
discount promo promotion coupon voucher promo_code discount_code voucher_code promocode on_sale sales deal deals special_offer | remise reduction promo promotion coupon rabais bon_d_achat soldes offre bon_plan | desconto promocao cupom codigo_de_desconto codigo_promocional liquidacao oferta promo | descuento promocion promocional cupon rebaja oferta codigo_promocional codigo_de_descuento rebajas promo vale_descuento
gift_card gift_cards gift_voucher e_gift store_credit | carte_cadeau cartes_cadeaux bon_cadeau cheque_cadeau carte_kdo bon_d_achat_cadeau | vale_presente cartao_presente vale_presentes cartao_de_presente gift_card | tarjeta_regalo tarjetas_regalo tarjeta_de_regalo tarjetas_de_regalo gift_card vale_regalo cheque_regalo
gift present | cadeau offrir | presente presentear | regalo regalar
points loyalty rewards stars member membership card_points cashback_points | points fidelite recompense avantages membre | pontos fidelidade clube membro | puntos fidelidad recompensas club socio
wholesale bulk reseller distributor resell trade retailer retailers large_quantities trade_prices trade_account | gros grossiste revendeur revendre distributeur en_gros grande_quantite commercant prix_de_gros | atacado revenda revender revendedor distribuidor grande_quantidade lojista lojistas no_atacado | mayorista mayoreo revender revendedor distribuidor por_mayor grandes_cantidades comerciante al_por_mayor
quote quotation estimate ballpark rough_price price_estimate | devis estimation estimer chiffrer ordre_de_prix fourchette | orcamento cotacao estimativa orcar quanto_sairia | presupuesto cotizacion cotizar estimado presupuestar cuanto_me_saldria
custom bespoke personalised personalized engrave tailor_made engraved engraving embroidered monogram made_to_order made_to_measure one_off customise customize | personnalise personnaliser sur_mesure graver brode broder gravure initiales unique | personalizado personalizada sob_medida gravar bordar bordado gravacao iniciais com_meu_nome exclusivo encomenda_especial | personalizado personalizada a_medida grabar bordado bordar grabado iniciales con_mi_nombre a_mi_medida exclusivo
warranty guarantee guaranteed under_warranty protected protection | garantie garanti pris_en_charge prise_en_charge | garantia cobertura_de_garantia | garantia garantiza
repair fix mend fixing mending repairing servicing replace_the_screen | reparer reparation reparez reparateur depanner depannage remettre_en_etat reparable | consertar conserto arrumar reparo conserta arrumam tecnico manutencao | reparar reparacion arreglar arreglo arreglan reparan tecnico mantenimiento
install installation assemble assembly set_up fit mount put_together put_up plug_in hook_it_up fitting fitter set_it_up setting_up how_to_connect | installer installation monter montage montez poser pose branchement mise_en_service mettre_en_marche | instalar instalacao montar montagem monta instalador montador ligar_o_aparelho por_pra_funcionar | instalar instalacion montar montaje montador instalador poner_en_marcha ponerlo_en_marcha
book booking reservation reserve booked reserving hold_a | reserver reservation retenir | reservar reserva reservo | reservar reserva reservacion reservo apartar
appointment slot visit session consultation spot | rendez_vous rdv creneau consultation seance place_jeudi | agendamento agendar consulta horario_marcado marcar_um_horario compromisso sessao encaixe hora_marcada | cita turno hora_reservada hueco sesion visita_con
haircut hairdresser manicure massage trim nails barber colouring | coupe coiffeur manucure massage barbier ongles brushing coloration | corte cabeleireiro manicure unha massagem barbeiro escova manicure_e_pedicure tintura | corte peluquero manicura masaje barbero tinte peinado
doctor dentist nurse | docteur medecin dentiste infirmier | medico doutor dentista enfermeira | medico doctor dentista enfermera
reschedule postpone rebook another_time another_day different_day push_back bring_forward move_my_appointment other_time later_date change_the_time change_the_date swap_my_slot | reporter decaler deplacer repousser une_autre_heure un_autre_jour autre_date avancer_mon changer_l_heure changer_la_date changer_d_horaire autre_creneau | remarcar reagendar adiar mudar_o_horario outro_horario outro_dia mudar_a_data mudar_pra passar_pra trocar_o_dia antecipar outra_data | reprogramar reagendar aplazar posponer otra_hora otro_dia cambiar_la_hora cambiar_la_fecha pasar_al adelantar mover_mi otra_fecha
change modify edit amend update correct wrong_address typo | changer modifier modification changement rectifier corriger coquille faute_de_frappe me_suis_trompe | mudar alterar alteracao modificar atualizar corrigir errei_o corrijam | cambiar modificar modificacion cambio actualizar corregir puse_mal equivoque_al
confirm confirmed confirmation still_on go_through went_through double_check verify registered | confirmer confirme confirmation toujours_bon bien_enregistre verifier bien_pris | confirmar confirmado confirmacao confirmada esta_confirmado esta_de_pe deu_certo verificar registrado | confirmar confirmado confirmacion confirmada sigue_en_pie quedo_registrada verificar quedo_hecha
prepare preparation bring fasting empty_stomach beforehand before_the_exam before_the_test | preparer apporter jeun preparation a_jeun avant_l_examen avant_la_prise | preparar levar preparo jejum trazer em_jejum antes_do_exame | preparar llevar preparacion ayunas traer en_ayunas antes_del_examen antes_del_analisis
test blood exam lab scan sample urine x_ray | analyse sang examen labo radio prise_de_sang prelevement bilan_sanguin irm scanner_medical echographie | exame sangue laboratorio ressonancia ultrassom raio_x coleta | analisis sangre examen laboratorio radiografia ecografia resonancia muestra radiografias
results report outcome findings | resultat resultats compte_rendu bilan | resultado resultados laudo exame_pronto | resultado resultados informe diagnostico
check_in checkin checking_in get_into_the_room get_the_keys self_check | check_in arriver_a_l_hotel recuperer_les_cles arrivee_autonome arrivee_tardive | check_in checkin pegar_a_chave entrar_no_quarto chegar_de_madrugada chegada_tardia | check_in checkin recoger_las_llaves entrar_a_la_habitacion llegar_de_madrugada llegada_tardia
check_out checkout checking_out leave out_of_the_room leave_the_room late_departure departure stay_longer vacate | check_out liberer_la_chambre quitter_la_chambre quitter depart rendre_la_chambre rendre_les_cles partir_plus_tard liberer | check_out checkout sair_do_quarto desocupar deixar_o_quarto saida_tardia sair_mais_tarde | check_out checkout dejar_la_habitacion desocupar salida dejar_el_cuarto salir_mas_tarde
room | chambre | quarto | habitacion
early earlier | tot en_avance anticipee | cedo antes_da_hora | temprano antes_de_la_hora
luggage bags suitcase | bagages bagage valise valises | malas bagagem mala | maletas equipaje maleta
person human agent operator representative talk_to_someone speak_to_someone | personne humain conseiller conseillere agent operateur parler_a_quelqu_un | pessoa humano atendente falar_com_alguem | persona humano agente asesor operador hablar_con_alguien
staff employee assistant salesperson cashier waiter member_of_staff receptionist driver_was | personnel employe vendeur vendeuse serveur caissier receptionniste hotesse | funcionario funcionaria vendedor vendedora garcom recepcionista atendente_da | empleado vendedor vendedora camarero mesero personal recepcionista senorita_de
rude disrespectful unfriendly shouted impolite unpleasant awful horrible arrogant insulted yelled bad_attitude treated_me badly_treated ignored attitude | impoli impolie desagreable agressif mal_parle irrespectueux insulte hurle meprisant mal_recu mal_accueilli arrogant agresse | mal_educado grosseiro grosso gritou desrespeitou maltratada pessimo_atendimento grossa arrogante xingou destratou mal_atendida mal_atendido ignorou | maleducado grosero grosera grito antipatico trato_mal insulto arrogante me_trato trato_fatal mal_atendido mal_atendida ignoro
complaint complain | reclamation plainte plaindre porter_plainte | reclamacao reclamar queixa | queja reclamo reclamacion quejar reclamar
love great excellent amazing perfect wonderful brilliant delighted awesome fantastic so_happy very_happy well_done thumbs_up best_ever kind lovely helpful fabulous superb top_notch thanks_to the_best five_stars stars_from | adore parfait super excellent bravo genial ravie ravi delicieux formidable tres_contente tres_content gentil gentils gentillesse top au_top merveilleux chapeau satisfaite satisfait felicitations cinq_etoiles | adorei amei otimo otima excelente perfeito parabens maravilhoso incrivel nota_dez nota_mil show maravilhosa simpatica atencioso atenciosa satisfeita satisfeito os_melhores arrasaram cinco_estrelas estrelas | encanta encanto excelente perfecto genial felicidades maravilloso increible buenisimo buenisima maravilla amable amables encantada encantado los_mejores satisfecho satisfecha felicito cinco_estrellas estrellas un_amor
wifi wi_fi get_online hotspot wireless | wifi wi_fi code_wifi sans_fil | wifi wi_fi rede_sem_fio senha_do_wifi | wifi wi_fi clave_del_wifi red_inalambrica
internet network connection offline web browsing | internet reseau connexion_internet navigation | internet rede conexao navegar | internet red conexion navegar
router modem | routeur modem box_internet | roteador modem | router modem
phone telephone mobile cellphone | telephone portable | telefone celular telemovel | telefono celular movil
email e_mail mail inbox mailbox outlook gmail mails emails calendar_invite | email e_mail mail courriel messagerie outlook messages_electroniques gmail mails | email e_mail correio_eletronico outlook caixa_de_entrada emails gmail | email e_mail correo mail outlook bandeja_de_entrada correos mails gmail
job vacancy hiring vacancies jobs cv resume apply apprentice apprenticeship internship part_time full_time work_for_you resume_attached looking_for_work employment position positions opening_for seasonal trainee | emploi recrutement recruter recrutez embauchez postuler candidature cv stage apprenti poste_a_pourvoir temps_partiel temps_plein mi_temps travailler_chez travail_d_ete boulot job postule offre_d_emploi poste_ouvert saisonnier | emprego contratando curriculo estagio candidatar trabalhar_com_voces jovem_aprendiz vaga_de_emprego vagas_de_emprego tem_vagas meio_periodo trampo estagiar processo_seletivo enviar_meu_curriculo temporario trabalhar_ai trabalhar_com | empleo vacante vacantes contratando curriculum practicas trabajar_con_ustedes aprendiz medio_tiempo media_jornada tiempo_parcial chamba curro puesto_de_trabajo enviar_mi_cv mi_curriculum trabajo_de_verano trabajar_ahi
arrive arrived arrival receive received show_up | arriver arrive arrivee recevoir recu recue | chegar chegou chega chegada receber recebi recebido veio | llegar llego llega llegado llegada recibir recibi recibido
waiting wait | attendre attends attente | esperar esperando espero | esperar esperando espero
send sent | envoyer envoye envoyez | mandar manda enviar mandou mandaram | mandar manda enviar envia mandaron enviaron
home house flat apartment | maison domicile appartement | casa domicilio apartamento | casa domicilio piso apartamento
work working works function | marcher marche fonctionner fonctionne | funcionar funciona funcionando pega | funcionar funciona funcionando sirve
start turn_on boot switch_on power wake_up wont_turn power_button dead | demarrer allumer demarre allume allumage bouton | ligar liga iniciar inicia nao_acende nao_inicia | encender enciende prender prende arrancar arranca no_prende no_arranca
frozen stuck crash crashed blank hangs freezing unresponsive | plante bloque_sur fige gele ecran_noir figee bug rame_sur | travou travado congelou tela_preta tela_azul trava travando | congelado congelo colgado pantalla_negra pantalla_azul congela se_traba trabada
screen display | ecran | tela | pantalla
computer laptop pc desktop workstation machine_at_work macbook | ordinateur ordi pc poste pc_portable mac | computador notebook pc maquina_do_trabalho micro mac | computadora ordenador portatil pc compu computador laptop equipo ordenata mac pc_portatil
printer scanner photocopier copier | imprimante scanner photocopieuse copieur | impressora scanner copiadora multifuncional | impresora escaner fotocopiadora multifuncion
print printing prints | imprimer imprime | imprimir imprime | imprimir imprime
toner ink cartridge paper jam | toner encre cartouche papier bourrage | toner tinta cartucho papel atolou | toner tinta cartucho papel atasco
vpn remote_access secure_connection | vpn acces_distant | vpn acesso_remoto | vpn acceso_remoto
remote remotely working_from_home | teletravail distance a_distance | home_office remoto de_casa | teletrabajo remoto desde_casa
new_employee new_starter new_joiner new_hire new_colleague starting intern joining joins newcomer new_guy new_person new_team_member onboarding new_recruit | nouvel_employe nouveau_collegue nouveau_collaborateur nouvelle_recrue nouvel_arrivant nouvelle_embauche nouveau_salarie nouvelle_arrivante stagiaire nouvelle_personne arrivant rejoint integration | novo_funcionario novo_colaborador nova_funcionaria novo_colega nova_contratacao estagiario novo_estagiario novo_integrante pessoa_nova entra_segunda vai_comecar contratado | nuevo_empleado nueva_empleada nuevo_companero nuevo_colaborador nuevo_trabajador nueva_contratacion becario persona_nueva se_incorpora incorporacion nuevo_ingreso nuevo_integrante
create add | creer ajouter ajoute | criar cria adicionar adiciono | crear agregar anadir alta
delete erase remove wipe deletion forget_me gone get_rid_of purge unsubscribe close_my_account | supprimer effacer suppression effacez oubliez effacement cloturer fermer_mon_compte | apagar excluir deletar remover exclusao sumir_com encerrar_minha_conta apaga | eliminar borrar suprimir borren olviden cerrar_mi_cuenta dar_de_baja
data gdpr personal_data information_you_have personal_information my_details privacy records | donnees rgpd informations_personnelles vie_privee coordonnees mes_informations | dados lgpd informacoes_pessoais meus_dados privacidade informacoes_que | datos rgpd informacion_personal mis_datos privacidad
instalment installment installments split_payment pay_later monthly_payments in_three | plusieurs_fois mensualites echelonner en_trois_fois paiement_fractionne credit_sur | parcelar parcela parcelas parcelado parcelamento vezes dividir dividir_no_cartao sem_juros | cuotas plazos meses_sin_intereses pagar_a_plazos mensualidades fraccionar
card credit_card debit_card visa mastercard amex credit debit | carte carte_bancaire carte_de_credit cb visa mastercard carte_bleue | cartao cartao_de_credito debito credito visa cartao_de_debito | tarjeta tarjeta_de_credito debito visa mastercard tarjetas
paypal apple_pay transfer bank_transfer pix google_pay wire wire_transfer cheque check_or klarna | paypal virement cheque cheques apple_pay google_pay cheques_vacances sumup | pix boleto transferencia paypal ted doc pix_ou mercado_pago picpay | paypal bizum transferencia mercado_pago yape nequi
cash | especes liquide | dinheiro_vivo especie em_dinheiro | efectivo
debited charged overcharged money_taken money_left taken_twice | debite debitee prelevee preleve preleve_deux debitee_deux | cobrado cobrada cobrou debitado debitaram descontou cobraram_duas | cobrado cobrada cobro cobraron cobran debitaron descontaron me_cargaron
accept take | accepter acceptez prenez | aceitar aceita aceitam | aceptar acepta aceptan
use redeem apply_code | utiliser appliquer | usar uso aplicar colocar | usar uso canjear aplicar
valid expire expired invalid expiry | valide valable expire expirer invalide | valido validade vencido expira expiram invalido vale | valido valida validez caduca vence invalido vale
free free_of_charge | gratuit gratuite gratuits | gratis gratuito de_graca | gratis gratuito
collect collection pickup pick_up click_and_collect come_and_get get_it_myself fetch in_person | retirer retrait recuperer venir_chercher click_and_collect passer_prendre passer_chercher en_personne venir_le_prendre aller_chercher chercher_moi | retirar retirada retiro vir_buscar passar_buscar posso_buscar ir_buscar pegar_na_loja pegar_ai pegar_pessoalmente pessoalmente passar_ai retirar_na_loja | recoger retirar retiro recogida recojo pasar_a_buscar pasar_por ir_a_buscar en_persona voy_a_buscar pasar_a_recoger buscarlo_yo retirar_en
shop store in_store | magasin boutique | loja | tienda
product item article | produit article | produto item artigo | producto articulo
shoes boots trainers sneakers | chaussures bottes baskets | sapato sapatos tenis botas | zapatos zapatillas botas tenis
dress shirt jacket coat trousers jeans | robe chemise veste manteau pantalon jean | vestido camisa jaqueta casaco calca | vestido camisa chaqueta abrigo pantalon
furniture sofa chair table_and_chairs wardrobe | meuble meubles canape chaise armoire | moveis movel sofa cadeira armario | muebles mueble sofa silla armario
park parking car_park leave_the_car garage parking_space | garer parking stationner stationnement parc_auto laisser_la_voiture garage place_pour_la_voiture | estacionar estacionamento vaga_para_carro deixar_o_carro garagem vaga_pra_carro | estacionar estacionamiento aparcar aparcamiento parking dejar_el_coche dejar_el_carro cochera garaje
car van motorbike bike | voiture moto velo camionnette | carro moto bike bicicleta | coche carro auto moto bici
breakfast morning_meal | petit_dejeuner petit_dej petit_dejeuners | cafe_da_manha cafe_manha | desayuno desayunos desayunar
lunch dinner meal eat supper brunch | dejeuner_du_midi diner repas manger dejeuner souper brunch | almoco jantar refeicao comer janta ceia | almuerzo cena comida comer cenar merienda
menu dishes dish food_do_you_have what_do_you_serve to_eat specials dish_of_the_day | menu plats plat plat_du_jour a_manger vous_servez | cardapio menu prato pratos o_que_tem_pra_comer prato_do_dia o_que_voces_servem | menu carta platos plato que_hay_de_comer plato_del_dia menu_del_dia que_sirven
vegan vegetarian gluten lactose allergic allergy halal nuts peanut dairy meat meatless without_meat plant_based celiac coeliac intolerant intolerance pork shellfish | vegan vegetarien vegetariens gluten lactose allergie allergique halal noix arachides viande sans_viande intolerant intolerance coeliaque porc crustaces | vegano vegana vegetariana gluten lactose alergia alergico alergica halal amendoim carne sem_carne intolerante intolerancia celiaco frutos_do_mar | vegano vegana vegetariano gluten lactosa alergia alergico alergica halal mani carne sin_carne intolerante intolerancia celiaco mariscos
ingredients contain contains | ingredients contient contiennent | ingredientes contem tem_leite leva | ingredientes contiene lleva
table seats seat | table couverts couvert_pour | mesa lugares | mesa sitio_para lugar_para
people persons guests | personnes couverts | pessoas | personas comensales
restaurant | restaurant resto | restaurante | restaurante
pet pets dog cat dogs puppy kitten doggy | animal animaux chien chat chiens toutou chiot chaton | pet animal cachorro gato cachorros cachorrinho gatinho cao bichinho | mascota mascotas perro gato animal perrito gatito cachorro
lost left_behind left_my lost_and_found forgot_my misplaced missing_my left_something hand_in handed_in | perdu perdus oublie_mon objets_trouves ai_laisse egare objet_perdu oublie_mes oublie_ma rapporte | perdi perdido perdidos achados achei deixei! esqueci_meu esqueci_minha esqueci_meus perdi_meu | perdi perdido perdidos objetos_perdidos deje! olvide_mi olvide_mis se_me_olvido se_me_quedo extravie
umbrella wallet scarf coat_behind glasses jacket_at sunglasses bag_at purse | parapluie portefeuille echarpe lunettes sac_a_main doudou | guarda_chuva carteira cachecol oculos bolsa_ai ursinho | paraguas cartera bufanda gafas lentes bolso_ahi peluche
monday tuesday wednesday thursday friday saturday sunday weekend | lundi mardi mercredi jeudi vendredi samedi dimanche week_end | segunda terca quarta quinta sexta sabado domingo fim_de_semana segunda_feira terca_feira quarta_feira quinta_feira sexta_feira | lunes martes miercoles jueves viernes sabado domingo fin_de_semana
today tonight | aujourd_hui ce_soir | hoje hoje_a_noite | hoy esta_noche
tomorrow | demain | amanha | manana
yesterday | hier | ontem | ayer
week weeks days month months | semaine semaines jours mois | semana semanas dias mes meses | semana semanas dias mes meses
january february april june july august september october november december | janvier fevrier avril juin juillet aout septembre octobre novembre decembre | janeiro fevereiro abril junho julho agosto setembro outubro novembro dezembro | enero febrero abril junio julio agosto septiembre octubre noviembre diciembre
time_does what_time | quelle_heure a_quelle_heure | que_horas qual_horario a_que_horas | que_hora a_que_hora
long take_long how_long | longtemps combien_de_temps delai | quanto_tempo prazo demora_para | cuanto_tiempo cuanto_tarda plazo tarda
number | numero | numero | numero
link | lien | link | enlace link
clean cleaning | nettoyer menage nettoyage | limpar limpeza | limpiar limpieza
slow slowly | lent lente rame | lento lenta devagar | lento lenta
subscription subscribe | abonnement abonner | assinatura assinar | suscripcion suscribir
company tax vat | societe entreprise tva | empresa cnpj imposto | empresa iva ruc nif autonomo
machine washing_machine fridge appliance | machine lave_linge frigo appareil electromenager | maquina geladeira aparelho eletrodomestico | lavadora maquina nevera aparato electrodomestico
policy conditions | politique conditions | politica condicoes | politica condiciones
twice double | deux_fois double | duas_vezes dobro | dos_veces doble
ready | pret prete prets | pronto pronta | listo lista
another other different | autre autres different | outro outra diferente | otro otra diferente
down outage dropping dropped no_signal not_loading cuts_out unreachable | tombe coupure coupe_sans_arret plus_de_reseau en_panne plus_internet | caiu caindo fora_do_ar sem_internet sem_sinal sem_rede oscilando nao_carrega | cayo caido se_cae sin_internet sin_senal sin_red se_corta no_carga
connect plug hook_up | connecter brancher | conectar | conectar enchufar
postage shipping_cost shipping_fee delivery_fee | frais_de_port frais_de_livraison | frete taxa_de_entrega | gastos_de_envio costo_de_envio coste_de_envio
street road | rue avenue | rua avenida | calle avenida
find found | trouver trouve retrouve | encontrar encontraram achar achou | encontrar encontraron
money | argent | dinheiro grana | dinero
alcohol oil palm sugar milk soy | alcool huile palme sucre lait soja | alcool oleo palma acucar leite soja | alcohol aceite palma azucar leche soja
soap cream shampoo candle perfume | savon creme shampoing bougie parfum | sabonete creme xampu vela perfume | jabon crema champu vela perfume
minimum quantity | quantite minimum minimale | quantidade minima minimo | cantidad minima minimo
cover covered coverage | couvre couvert couverture | cobre coberto cobertura | cubre cubierto cobertura
medicine medication pills | medicament medicaments traitement | remedio medicamento | medicamento medicacion pastillas
user username | utilisateur identifiant | usuario | usuario
access | acces | acesso | acceso
hair | cheveux | cabelo | pelo cabello
key keys | cle cles clef | chave chaves | llave llaves
instructions manual | notice instructions mode_d_emploi | manual instrucoes | instrucciones manual
colleague coworker | collegue | colega | companero colega
robot bot chatbot | robot bot | robo bot | robot bot
bar drink coffee wine beer | bar boisson cafe vin biere | bar bebida cerveja vinho | bar bebida cerveza vino
night evening late_night | nuit soir soiree | madrugada noite | noche madrugada
stay staying nights | sejour nuitee nuits | estadia hospedagem diaria | estadia estancia hospedaje
hotel hostel | hotel auberge | hotel pousada | hotel hostal
till counter | caisse comptoir | balcao | mostrador
call ring phone_me | appeler rappeler appelez | ligar_para telefonar me_liga | llamar llamen llamame
speak talk chat_with | parler discuter | falar conversar | hablar conversar
urgent asap quickly soon as_soon_as | urgent vite rapidement au_plus_vite des_que_possible | urgente rapido logo o_quanto_antes o_mais_rapido | urgente rapido pronto_posible lo_antes cuanto_antes
paint painting renovate renovation redo | peindre peinture renover refaire travaux | pintar pintura reformar reforma obra | pintar pintura reformar reforma obra
bathroom kitchen roof | salle_de_bain cuisine toit | banheiro cozinha telhado | bano cocina techo
watch clock jewellery ring necklace | montre horloge bijou bague collier | relogio joia anel colar | reloj joya anillo collar
child kid kids baby son daughter | enfant enfants bebe fils fille | crianca criancas bebe filho filha | nino ninos bebe hijo hija
husband wife mother father brother friend | mari femme mere pere frere ami copain | marido esposa mae pai irmao amigo | marido esposa madre padre hermano
bank | banque | banco | banco
website site app page online | site appli page en_ligne internet_site | site aplicativo app pagina online | web pagina sitio app aplicacion online
error bug glitch problem issue | erreur bug probleme souci | erro bug problema | error fallo problema inconveniente
name | nom prenom | nome | nombre apellido
date deadline | date echeance | data_de prazo_final | fecha
shelf shelves bookcase bed mattress lamp desk | etagere bibliotheque lit matelas lampe bureau_meuble | prateleira estante cama colchao luminaria escrivaninha | estante cama colchon lampara escritorio_mueble
bag handbag backpack | sac sacoche cartable | bolsa mochila | bolso mochila cartera_bolso
tv television | tele television televiseur | tv televisao tele | tele television televisor
student students senior | etudiant etudiants | estudante estudantes | estudiante estudiantes
cable charger battery headphones | cable chargeur batterie ecouteurs | cabo carregador bateria fone | cable cargador bateria auriculares
allow allowed permit permitted | autorise autorises admis permis | permitido permite permitem pode_levar | permiten permite admiten permitido
come_in come_by come_over drop_in | passer_vous_voir venir_sur_place | ir_ai passar_na_loja | ir_ahi pasar_por_ahi
`;

/**
 * What people write to a shop, a practice, a hotel, a restaurant, a help desk. Kept careful: words
 * stand in one line when an answer about one is right for the other, or when they name one kind of
 * thing, such as colours.
 */
export const concepts: readonly Concept[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [en, fr, pt, es] = line.split("|").map((part) => part.trim().split(/\s+/));
    return { en: en!, fr: fr!, pt: pt!, es: es! };
  });
